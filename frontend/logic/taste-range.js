// @ts-check
/** What the sources told of one stretch of time, strongest first: pure. */

/** @typedef {import("../server/api.js").TasteProfile["top_items"][number]} TopItem */
/** @typedef {import("../server/api.js").Feature} Feature */

const RANGES = ["short_term", "medium_term", "long_term"];

/**
 * @param {TopItem[]} items
 * @returns {string[]} the ranges that there is something of, the shortest first
 */
export function rangesOf(items) {
  return RANGES.filter((range) => items.some((item) => item.time_range === range));
}

/**
 * @param {TopItem[]} items
 * @param {string} kind
 * @param {string} range
 * @returns {Feature[]} one of each name; `weight` is the plays, or 1 / rank, as in the
 *   score, beside the strongest of the kind and of its own measure
 */
export function itemsOfRange(items, kind, range) {
  const told = items.filter((item) => item.kind === kind && item.time_range === range);
  const most = Math.max(1, ...told.map((item) => item.plays ?? 0));
  /** @type {Map<string, Feature>} */
  const best = new Map();
  for (const { name, artists, rank, plays } of told) {
    const artist = kind === "track" ? (artists[0] ?? null) : null;
    // A mere like counts alike, and no less than a last place.
    const weight = plays !== null ? plays / most : rank !== null ? 1 / rank : 1;
    const key = `${name}|${artist ?? ""}`.toLowerCase();
    if ((best.get(key)?.weight ?? -1) < weight) best.set(key, { name, artist, weight });
  }
  return [...best.values()].toSorted((one, other) => other.weight - one.weight);
}
