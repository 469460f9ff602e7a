// @ts-check
/** The words of a picture to share, and whose names may be among them: pure. */

import { words } from "../i18n/language.js";

/** @typedef {import("../server/api.js").Match} Match */
/** @typedef {import("../server/api.js").Me} Me */
/** @typedef {{ titles: string[], closeness: string, sentence: string, alt: string,
 *   isNamed: boolean }} CardWords */

/** Marks that turn the direction of what follows, and what is no letter at all. */
const UNSEEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]/gu;

/**
 * Both are open, or both have waved. Whoever compares by invitation has shown a name to
 * one person alone.
 * @param {Match} match
 * @param {Me} me
 * @param {boolean} isCompanion
 */
export function mayName(match, me, isCompanion) {
  if (match.is_anonymous || !me.display_name) return false;
  return match.wave === "mutual" || (me.visibility === "open" && !isCompanion);
}

/**
 * @param {Match} match
 * @param {Me} me
 * @param {boolean} isCompanion
 * @returns {CardWords}
 */
export function cardWords(match, me, isCompanion) {
  const say = words.meeting.shareCard;
  const isNamed = mayName(match, me, isCompanion);
  const titles = isNamed
    ? say.pair(apart(me.display_name ?? ""), apart(match.display_name))
    : [say.nameless];
  const bands = /** @type {Record<string, string>} */ (words.match.bands);
  const closeness = [bands[match.band] ?? match.band];
  if (match.one_in !== null && match.evidence.level !== "thin") {
    closeness.push(words.match.oneIn(match.one_in));
  }
  const artists = match.shared_artists.map(apart);
  const sentence = artists.length > 0 ? say.meetAt(words.listed(artists)) : "";
  return {
    titles,
    closeness: closeness.join(" · "),
    sentence,
    alt: say.alt([`${titles.join(" ")}.`, `${closeness.join(", ")}.`, sentence, `${words.name}.`].filter(Boolean)),
    isNamed,
  };
}

/**
 * A name that cannot turn the words around it, whatever its direction.
 * @param {string} name
 */
function apart(name) {
  return `\u2068${name.replace(UNSEEN, "")}\u2069`;
}
