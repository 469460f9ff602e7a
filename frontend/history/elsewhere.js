// @ts-check
/**
 * The same play as two services tell it: one hears what is played through the other.
 *
 * Spotify writes when a play ended, scrobblers when it began, ListenBrainz one or the
 * other. So a play is told when its time lies anywhere in a play of the same title that
 * an earlier kind tells. Artists are not compared: one service names that of the album,
 * another everybody on the track.
 */

const NEAR_SECONDS = 90;
/** No track is longer; a length that says so is not believed. */
const LONGEST_SECONDS = 4 * 3_600;

/**
 * Plays as columns, `kind` as a place in the order of kinds, `ms` negative if unknown.
 * @typedef {{ title: (row: number) => number, at: number[], ms: number[],
 *   kind: number[] }} Columns
 */

/**
 * @param {Columns} plays
 * @param {number} first of the kinds that may repeat what an earlier one tells
 * @param {number} last
 * @returns {Uint8Array} 1 for each play that is told elsewhere
 */
export function toldElsewhere(plays, first, last) {
  const told = new Uint8Array(plays.at.length);
  for (let kind = first; kind <= last; kind++) {
    const later = rowsWhere(plays.kind, (of) => of === kind);
    const earlier = later.length > 0 ? rowsWhere(plays.kind, (of) => of < kind) : later;
    if (earlier.length > 0) mark(told, plays, earlier, later);
  }
  return told;
}

/** @type {(told: Uint8Array, plays: Columns, earlier: Uint32Array, later: Uint32Array) => void} */
function mark(told, { title, at, ms }, earlier, later) {
  /** @param {number} row */
  const begin = (row) =>
    at[row] - NEAR_SECONDS - Math.min(Math.max(Math.floor(ms[row] / 1_000), 0), LONGEST_SECONDS);
  earlier.sort((a, b) => title(a) - title(b) || begin(a) - begin(b));
  later.sort((a, b) => title(a) - title(b) || at[a] - at[b]);
  let next = 0;
  let of = -1;
  let end = -Infinity;
  for (const row of later) {
    if (title(row) !== of) [of, end] = [title(row), -Infinity];
    for (; next < earlier.length; next++) {
      const other = earlier[next];
      if (title(other) > of || (title(other) === of && begin(other) > at[row])) break;
      if (title(other) === of) end = Math.max(end, at[other] + NEAR_SECONDS);
    }
    if (end >= at[row]) told[row] = 1;
  }
}

/** @type {(kinds: number[], isWanted: (kind: number) => boolean) => Uint32Array} */
function rowsWhere(kinds, isWanted) {
  const rows = [];
  for (const [row, kind] of kinds.entries()) if (isWanted(kind)) rows.push(row);
  return Uint32Array.from(rows);
}
