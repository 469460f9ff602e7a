// @ts-check
/** What was counted, skipped and why; it stays on this machine. */

import { isArtist } from "./aggregate.js";

/** @typedef {import("./plays.js").Kind} Kind */
/** @typedef {import("./plays.js").RowReason} RowReason */
/** @typedef {import("./refusal.js").RefusalCode} RefusalCode */
/** @typedef {{ name: string, kind: Kind | "ignored" | "refused", plays: number,
 *   reason: string | null }} FileAudit */
/** @typedef {Record<RowReason | "repeated", number>} Skipped */
/** @typedef {{ files: FileAudit[], rows: number, plays: number, skipped: Skipped,
 *   first: string | null, last: string | null, artists: number, tracks: number }} Audit */

/** @returns {Audit} of nothing yet */
export function emptyAudit() {
  return {
    files: [],
    rows: 0,
    plays: 0,
    skipped: { no_track: 0, incognito: 0, short: 0, no_time: 0, repeated: 0 },
    first: null,
    last: null,
    artists: 0,
    tracks: 0,
  };
}

/**
 * @param {Audit} audit of the files
 * @param {import("./ledger.js").Settled} settled
 */
export function sumUp(audit, { songs, plays, playsOfFile, repeated }) {
  const played = new Set(plays.map(({ song }) => song));
  const artists = new Set();
  for (const song of played) {
    if (isArtist(songs[song].artist)) artists.add(songs[song].artist);
  }
  let [first, last] = [Infinity, -Infinity];
  for (const { at } of plays) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  for (const [file, n] of playsOfFile) audit.files[file].plays = n;
  audit.skipped.repeated = repeated;
  audit.plays = plays.length;
  audit.artists = artists.size;
  audit.tracks = played.size;
  audit.first = plays.length ? dayOf(first) : null;
  audit.last = plays.length ? dayOf(last) : null;
}

/** @param {number} at */
function dayOf(at) {
  return new Date(at * 1000).toISOString().slice(0, 10);
}
