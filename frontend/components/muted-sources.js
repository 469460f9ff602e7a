// @ts-check
/** Sources that count, each with a button that mutes all that only it tells. */

import { words } from "../i18n/language.js";
import { keptSources } from "../logic/kept-sources.js";
import { sourceTitle } from "../logic/source-name.js";
import { element } from "./dom.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/** @param {(source: string, button: HTMLElement) => void} onMute */
export function MutedSources(onMute) {
  const say = words.muting;
  const list = element("ul", { class: "muted-list", "aria-label": say.sources.title });
  const place = element(
    "div",
    { class: "muted-sources" },
    element("h3", {}, say.sources.title),
    element("p", {}, say.sources.text),
    list,
  );

  /** @param {string} source */
  function row(source) {
    const name = sourceTitle(source);
    const attributes = { class: "muted-list__button", "aria-label": say.muteOne(name) };
    const button = element("button", { type: "button", ...attributes }, say.mute);
    button.addEventListener("click", () => onMute(source, button));
    return element("li", {}, element("span", {}, name), button);
  }

  return {
    place,
    /** @param {TasteProfile} profile */
    update(profile) {
      const names = keptSources(profile).map(({ source }) => source);
      const counted = names.filter((source) => !profile.muted.sources.includes(source));
      list.replaceChildren(...counted.map(row));
      // Without the last one nothing would be left.
      place.hidden = counted.length < 2;
    },
  };
}
