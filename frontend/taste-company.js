// @ts-check
/** How rare my taste is here, said by how many come close to it. */

import { api } from "./api.js";
import { element } from "./dom.js";
import { wordsOf } from "./error-words.js";
import { words } from "./words/language.js";

/** @typedef {import("./api.js").MatchesPage} MatchesPage */

const CLOSE = ["exceptional", "very_close", "close"];
/** Up to here it is a few. */
const FEW = 5;

export function TasteCompany() {
  const say = words.taste.company;
  const text = element("p");
  const place = element("section", { class: "taste-company" }, element("h2", {}, say.title), text);
  let asked = 0;

  /** @param {import("./api.js").TasteProfile} profile */
  async function update({ user_id: userId, visibility }) {
    const turn = ++asked;
    // Whoever is hidden sees nobody, not even how many.
    place.hidden = visibility === "hidden";
    if (place.hidden) return;
    place.setAttribute("aria-busy", "true");
    let told;
    try {
      told = companyOf(await api.matches(userId, null));
    } catch (error) {
      told = wordsOf(error).text;
    }
    // What counts may have changed again meanwhile.
    if (turn !== asked) return;
    text.textContent = told;
    place.removeAttribute("aria-busy");
  }

  return { place, update };
}

/**
 * @param {MatchesPage} page the first of the ranking
 * @returns {string}
 */
export function companyOf({ matches, statistics }) {
  const say = words.taste.company;
  if (matches.length === 0) return say.nobody;
  if (statistics.is_young) return say.young;
  const near = matches.filter(({ band }) => CLOSE.includes(band)).length;
  if (near === 0) return say.ownKind(matches.length);
  if (near === matches.length && near > FEW) return say.many(near);
  return near <= FEW ? say.few(near) : say.some(near, matches.length);
}
