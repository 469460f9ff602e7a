// @ts-check
/** Which of their artists an anonymous person lets be named: few, and none by default. */

import { words } from "../i18n/language.js";
import { element, nameText } from "./dom.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

const MAX_NAMED = 8;
const OFFERED = 24;

/**
 * @param {TasteProfile | null} profile whose artists they are
 * @param {string[] | null} before what was picked on a way in that did not end well
 */
export function NamedArtists(profile, before) {
  const say = words.consent.named;
  const kept = profile?.named_artists ?? [];
  const summary = element("summary");
  const list = element("ul", { class: "named-artists__list" });
  const place = element("details", { class: "named-artists" }, summary, element("p", {}, say.text), list);
  /** @type {[string, HTMLInputElement][]} */
  const boxes = offered(profile).map((name) => {
    const input = element("input", { type: "checkbox" });
    input.checked = isAmong(before ?? kept, name);
    list.append(element("li", {}, element("label", {}, input, nameText(name))));
    return [name, input];
  });

  const picked = () => boxes.filter(([, input]) => input.checked).map(([name]) => name);

  function update() {
    const n = picked().length;
    summary.textContent = say.title(n, MAX_NAMED);
    for (const [, input] of boxes) input.disabled = n >= MAX_NAMED && !input.checked;
  }

  list.addEventListener("change", update);
  update();
  return {
    place,
    isOffered: boxes.length > 0,
    /** What was picked, or null where that is what is kept already. */
    chosen() {
      const names = picked();
      const isSame = names.length === kept.length && names.every((name) => isAmong(kept, name));
      return isSame ? null : names;
    },
  };
}

/** @param {TasteProfile | null} profile */
function offered(profile) {
  if (!profile) return [];
  const own = (profile.features.artist ?? []).slice(0, OFFERED).map((artist) => artist.name);
  const others = profile.named_artists.filter((name) => !isAmong(own, name));
  return [...others, ...own];
}

/** @param {string[]} names @param {string} name */
function isAmong(names, name) {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}
