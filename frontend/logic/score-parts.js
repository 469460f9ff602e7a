// @ts-check
/** What a score is made of, as it is shown: pure. */

import { words } from "../i18n/language.js";

/** @typedef {import("../server/api.js").Contribution} Contribution */
/** @typedef {{ label: string, points: number, colour: string }} Segment */

const NAMED = 8;

/**
 * What is shared, then what is summed up, then what is only assumed.
 * @param {Contribution[]} contributions
 */
export function inOrder(contributions) {
  const place = (/** @type {Contribution} */ one) => (one.is_assumed ? 2 : one.kind === null ? 1 : 0);
  return contributions.toSorted((one, other) => place(one) - place(other));
}

/**
 * The eight largest parts, one for all others, and what is assumed; together the whole.
 * @param {Contribution[]} contributions
 * @returns {Segment[]}
 */
export function segmentsOf(contributions) {
  const shown = contributions.filter((one) => one.points > 0);
  const assumed = shown.filter((one) => one.is_assumed);
  const named = shown.filter((one) => one.kind !== null && !one.is_assumed).slice(0, NAMED);
  const segments = named.map((one, place) => ({
    label: labelOf(one),
    points: one.points,
    colour: String(place + 1),
  }));
  const others = sum(shown) - sum(named) - sum(assumed);
  if (others > 0) segments.push({ label: words.match.others, points: others, colour: "rest" });
  for (const one of assumed) {
    segments.push({ label: labelOf(one), points: one.points, colour: "assumed" });
  }
  return segments;
}

/** @param {Contribution[]} contributions */
function sum(contributions) {
  return contributions.reduce((points, one) => points + one.points, 0);
}

/** @param {Contribution} contribution */
export function labelOf(contribution) {
  const { kind, name, artist, is_assumed: isAssumed } = contribution;
  if (kind === null) return words.match.others;
  if (isAssumed || name === null) return words.match.assumed(kind);
  return artist ? `${name} – ${artist}` : name;
}
