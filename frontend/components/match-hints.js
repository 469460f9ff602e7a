// @ts-check
/** What makes a match less certain than it looks, each with what to do about it. */

import { words } from "../i18n/language.js";
import { ago, isStale } from "../logic/freshness.js";
import { element } from "./dom.js";

/**
 * @param {import("../server/api.js").Pair} pair
 * @param {number} now milliseconds of Unix time
 * @returns {HTMLElement[]}
 */
export function matchHints({ match, statistics }, now) {
  const say = words.match;
  const told = [];
  if (match.is_anonymous) told.push(hint(say.anonymousText));
  if (match.band === "none") {
    told.push(hint(say.zeroText));
  } else if (match.evidence.level === "thin") {
    told.push(hint(say.thinText, "#/taste", words.matches.littleWay));
  }
  if (match.updated_at !== null && isStale(match.updated_at, now)) {
    told.push(hint(say.staleText(ago(match.updated_at, now))));
  }
  if (statistics.is_young) told.push(hint(words.matches.young, "#/compare", words.matches.youngWay));
  return told;
}

/**
 * @param {string} text
 * @param {string} [href]
 * @param {string} [way]
 */
export function hint(text, href, way) {
  const said = element("p", { class: "hint" }, text);
  if (href && way) said.append(" ", element("a", { href }, way));
  return said;
}
