// @ts-check
/** Which plays count, so that none counts twice, whatever order files are read in. */

import { toldElsewhere } from "./elsewhere.js";

/** @typedef {import("./plays.js").Kind} Kind */
/**
 * Plays in the order read, a column each: `song` and `title` are numbers, equal for
 * equal ones, `at` in seconds, `ms` -1 if unknown, `kind` a place in `KINDS`.
 * @typedef {{ song: number[], title: (row: number) => number, at: number[],
 *   ms: number[], kind: number[], isPrivate: boolean[] }} Columns
 */

/** @type {Kind[]} from the one that tells most about a play to the one that tells least */
export const KINDS = [
  "spotify_extended",
  "spotify_account",
  "listenbrainz",
  "lastfm_json",
  "lastfm_csv",
  "csv",
];
export const UNKNOWN_MS = -1;
const [EXTENDED, ACCOUNT, LISTENBRAINZ] = KINDS.keys();
const NEAR_SECONDS = 90;

/**
 * @param {Columns} plays
 * @returns {Generator<number>} the rows that count
 */
export function* countedRows(plays) {
  const isTold = toldElsewhere(plays, LISTENBRAINZ, KINDS.length - 1);
  const order = inOrder(plays);
  const { song, at } = plays;
  for (let start = 0; start < order.length; ) {
    const first = order[start];
    let end = start;
    while (end < order.length && song[order[end]] === song[first] && at[order[end]] === at[first]) {
      end++;
    }
    yield* countedOf(plays, order, start, end, isTold);
    start = end;
  }
}

/**
 * By song and second; of equal ones account data last, then as they were read.
 * @param {Columns} plays
 */
function inOrder({ song, at, kind }) {
  return new Uint32Array(at.length)
    .map((_, row) => row)
    .sort(
      (a, b) =>
        song[a] - song[b] ||
        at[a] - at[b] ||
        Number(kind[a] === ACCOUNT) - Number(kind[b] === ACCOUNT) ||
        a - b,
    );
}

/**
 * Of the rows of one second: one for every length that is known, else the first.
 * @type {(plays: Columns, order: Uint32Array, start: number, end: number,
 *   isTold: Uint8Array) => Iterable<number>}
 */
function countedOf(plays, order, start, end, isTold) {
  /** @type {Map<number, number>} */
  const byLength = new Map();
  for (let place = start; place < end; place++) {
    const row = order[place];
    if (plays.isPrivate[row] || isTold[row]) continue;
    if (!byLength.has(plays.ms[row]) && !isToldExactly(plays, order, place)) {
      byLength.set(plays.ms[row], row);
    }
  }
  if (byLength.size > 1) byLength.delete(UNKNOWN_MS);
  return byLength.values();
}

/**
 * Account data know the minute only: whether the extended history has the same play.
 * @type {(plays: Columns, order: Uint32Array, place: number) => boolean}
 */
function isToldExactly({ song, at, ms, kind }, order, place) {
  const row = order[place];
  if (kind[row] !== ACCOUNT || ms[row] === UNKNOWN_MS) return false;
  /** @param {number | undefined} other */
  const isNear = (other) =>
    other !== undefined && song[row] === song[other] && Math.abs(at[row] - at[other]) <= NEAR_SECONDS;
  return [-1, 1].some((step) => {
    for (let near = place + step; isNear(order[near]); near += step) {
      const other = order[near];
      if (kind[other] === EXTENDED && ms[other] === ms[row]) return true;
    }
    return false;
  });
}
