// @ts-check
/** How rare a taste is, by how many come close to it: pure. */

import { words } from "../i18n/language.js";

/** @typedef {import("../server/api.js").MatchesPage} MatchesPage */

const CLOSE = ["exceptional", "very_close", "close"];
/** Up to here it is a few. */
const FEW = 5;

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
