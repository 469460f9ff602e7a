// @ts-check
/** Where my taste came from and when, who vouches for it, and reading it again. */

import { ApiError, api } from "./api.js";
import { announce, element, nameText } from "./dom.js";
import { wordsOf } from "./error-words.js";
import { strings } from "./strings.js";

/** @typedef {import("./api.js").TasteProfile} TasteProfile */

// After these, the server has forgotten the name: nothing can be read by it any more.
const ENDING = ["refresh_not_possible", "source_refused", "source_not_permitted"];

/**
 * @param {TasteProfile} first
 * @param {(renewed: TasteProfile) => void} renew shows what else has changed
 */
export function TasteSource(first, renew) {
  const say = strings.taste;
  const from = element("p");
  const standing = element("p", { class: "taste-source__standing" });
  const kept = element("p", { class: "taste-source__kept" });
  const button = element("button", { class: "button button--quiet", type: "button" });
  const anew = element("a", { class: "taste-source__anew" }, say.anew);
  const actions = element(
    "p",
    { class: "taste-source__actions" },
    element("a", { class: "button", href: "#/matches" }, say.toMatches),
    button,
    anew,
  );
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element("section", { class: "taste-source" }, from, standing, kept, actions, trouble);
  let isReading = false;

  /** @param {TasteProfile} profile */
  function update(profile) {
    from.replaceChildren(...origin(profile));
    const visibility = /** @type {Record<string, string>} */ (say.visibility);
    const vouched = profile.is_verified ? say.verified : say.notVerified;
    standing.textContent = `${vouched} ${visibility[profile.visibility] ?? ""}`;
    kept.hidden = profile.refresh === null;
    button.hidden = profile.refresh === null;
    if (profile.refresh) kept.replaceChildren(...say.kept(nameText(profile.refresh.user_name)));
    anew.href = `#/start/${encodeURIComponent(profile.top_items[0]?.source ?? "")}`;
    button.textContent = isReading ? say.reading : say.again;
    // Disabled, it would lose the focus and the keyboard its place.
    button.setAttribute("aria-disabled", String(isReading));
  }

  async function read() {
    await api.refreshTasteProfile();
    const renewed = await api.tasteProfile();
    renew(renewed);
    announce(say.readAgain);
    return renewed;
  }

  let profile = first;
  button.addEventListener("click", async () => {
    if (isReading) return;
    isReading = true;
    trouble.textContent = "";
    announce(say.reading);
    update(profile);
    try {
      profile = await read();
    } catch (error) {
      trouble.textContent = wordsOf(error).text;
      const hasEnded = error instanceof ApiError && ENDING.includes(error.code);
      if (hasEnded) profile = { ...profile, refresh: null };
      if (hasEnded) anew.focus();
    }
    isReading = false;
    update(profile);
  });
  update(profile);
  return place;
}

/**
 * @param {TasteProfile} profile
 * @returns {(Node | string)[]}
 */
function origin(profile) {
  const say = strings.taste;
  const read = new Date(profile.updated_at);
  const exact = read.toLocaleString("en", { dateStyle: "long", timeStyle: "short" });
  const when = element("time", { datetime: profile.updated_at, title: exact });
  when.textContent = say.ago((Date.now() - read.getTime()) / 1000);
  const keys = [...new Set(profile.top_items.map((item) => item.source))];
  if (keys.length === 1 && keys[0] === "top_items") return say.sent(when);
  const names = keys.flatMap((key, number) => (number ? [", ", sourceName(key)] : [sourceName(key)]));
  return say.from(names, when);
}

/** @param {string} key */
function sourceName(key) {
  const known = strings.sources[key];
  if (!known?.home) return known?.name ?? key;
  return element("a", { href: known.home, rel: "noopener noreferrer" }, known.name);
}
