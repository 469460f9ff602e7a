// @ts-check
/**
 * One row of a source as one play, or the reason why it is none.
 *
 * Only what is returned here is ever looked at: addresses, devices, user names and
 * places of a row are dropped with it.
 */

import { cleanName } from "./names.js";
import { timeOf } from "./times.js";
import { trimmed } from "./trimmed.js";

/** @typedef {"no_track" | "incognito" | "short" | "no_time"} RowReason */
/**
 * `at` in seconds since 1970; `ms` null when the source does not say how long it was.
 * A private play counts as skipped; the same play in another file must not count either.
 * @typedef {{ artist: string, track: string, at: number, ms: number | null,
 *   isPrivate: boolean }} Play
 */
/** @typedef {Record<string, unknown>} Row */
/** @typedef {"spotify_extended" | "spotify_account" | "listenbrainz" | "lastfm_json"} JsonKind */
/** @typedef {JsonKind | "lastfm_csv" | "csv"} Kind */

const MIN_PLAY_MS = 30_000;
const MAX_MS = 2 ** 53;
const UNKNOWN_ARTIST = "unknown artist";

/** @type {Record<JsonKind, (row: Row) => Play | RowReason>} */
const READ = {
  spotify_extended: (row) =>
    counted(
      row.spotify_track_uri ? row.master_metadata_album_artist_name : null,
      row.master_metadata_track_name,
      known(row.ms_played),
      row.ts,
      row.incognito_mode === true,
    ),
  spotify_account: (row) =>
    counted(row.artistName, row.trackName, known(row.msPlayed), row.endTime),
  listenbrainz: (row) => {
    const track = record(row.track_metadata) ?? {};
    return counted(track.artist_name, track.track_name, lengthOf(track), row.listened_at);
  },
  lastfm_json: (row) => counted(row.artist, row.track, null, row.date),
};

/**
 * @param {JsonKind} kind
 * @param {unknown} value of a row
 * @returns {Play | RowReason}
 */
export function jsonPlay(kind, value) {
  const row = record(value);
  return row ? READ[kind](row) : "no_track";
}

/**
 * @param {string[]} row artist, album, track, time
 * @returns {Play | RowReason}
 */
export function lastfmPlay(row) {
  return counted(row[0], row[2], null, row[3]);
}

/**
 * @param {string[]} row
 * @param {import("./recognise.js").Columns} columns
 * @returns {Play | RowReason}
 */
export function csvPlay(row, columns) {
  const length = trimmed(row[columns.ms] ?? "");
  const ms = /^\d{1,16}$/.test(length) ? known(Number(length)) : null;
  return counted(row[columns.artist], row[columns.track], ms, row[columns.time]);
}

/**
 * The rules in their order; each row is skipped for one reason at most.
 * @param {unknown} artist
 * @param {unknown} track
 * @param {number | null} ms
 * @param {unknown} time
 * @param {boolean} [isIncognito]
 * @returns {Play | RowReason}
 */
function counted(artist, track, ms, time, isIncognito = false) {
  const [by, title] = [cleanName(artist), cleanName(track)];
  if (by === null || title === null || by.toLowerCase() === UNKNOWN_ARTIST) return "no_track";
  if (!isIncognito && ms !== null && ms < MIN_PLAY_MS) return "short";
  const at = timeOf(time);
  if (at === null) return isIncognito ? "incognito" : "no_time";
  return { artist: by, track: title, at, ms, isPrivate: isIncognito };
}

/**
 * How long it was played, as imports of histories say, or how long the track is.
 * @param {Row} track
 */
function lengthOf(track) {
  const more = record(track.additional_info) ?? {};
  if ((more.ms_played ?? null) !== null) return known(more.ms_played);
  const isInSeconds = (more.duration_ms ?? null) === null && typeof more.duration === "number";
  return known(isInSeconds ? Number(more.duration) * 1000 : more.duration_ms);
}

/** @param {unknown} value @returns {Row | null} */
function record(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return /** @type {Row} */ (value);
}

/** @param {unknown} value */
function known(value) {
  const isWhole = typeof value === "number" && Number.isInteger(value);
  return isWhole && value >= 0 && value <= MAX_MS ? value : null;
}
