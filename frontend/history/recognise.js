// @ts-check
/** What a file is, told by its keys and shape; its name only tells what to leave shut. */

import { CsvSplitter } from "./csv-rows.js";
import { Refusal } from "./refusal.js";
import { timeOf } from "./times.js";
import { trimmed } from "./trimmed.js";

/** @typedef {import("./plays.js").JsonKind} JsonKind */
/** @typedef {{ artist: number, track: number, time: number, ms: number }} Columns */
/**
 * `columns` null: as Last.fm's exports are, without a header.
 * @typedef {{ layout: import("./json-rows.js").Layout } |
 *   { delimiter: string, columns: Columns | null }} Shape
 */
/** @typedef {"podcast" | "video" | "not_history" | "empty"} IgnoredReason */

/** How much of a file is looked at before it is read. */
export const HEAD_BYTES = 64 * 1024;

const WANTED = [
  /^StreamingHistory(_music)?_?\d+\.json$/i,
  /^Streaming_History_Audio_.*\.json$/i,
  /^endsong(_\d+)?\.json$/i,
  /^lastfmstats.*\.json$/i,
  /^listens.*\.json$/i,
  /_lb-.*\.json$/i,
  /^(lastfm|recenttracks|scrobbles|listens|plays|history).*\.csv$/i,
];
const WANTED_PATH = /(^|\/)listens\/(.*\/)?[^/]*\.jsonl$/i;
const PODCAST = /^StreamingHistory_podcast_/i;
const VIDEO = /^Streaming_History_Video_/i;
const TECHNICAL_LOG = /^ReadMeFirst_TechnicalLog/i;
const ZIP_MARKS = [0x04034b50, 0x06054b50];
const DELIMITERS = [",", ";", "\t"];
const ARTIST_NAMES = ["artist", "artist_name"];
const TRACK_NAMES = ["track", "title", "track_name"];
const TIME_NAMES = ["played_at", "listened_at", "timestamp", "uts", "utc_time", "date", "time"];
const LENGTH_NAMES = ["ms_played"];
const LASTFM_FIELDS = 4;
const LASTFM_LOOK = 5;

/**
 * @param {string} path
 * @returns {IgnoredReason | null} why a file is left shut, wherever it lies
 */
export function ignoredReason(path) {
  const name = baseName(path);
  return PODCAST.test(name) ? "podcast" : VIDEO.test(name) ? "video" : null;
}

/** @param {string} path of a member of a zip */
export function isWanted(path) {
  const name = baseName(path);
  return WANTED_PATH.test(path) || WANTED.some((pattern) => pattern.test(name));
}

/** @param {string} path */
export function isOfTechnicalLog(path) {
  return TECHNICAL_LOG.test(baseName(path));
}

/** @param {string} path */
function baseName(path) {
  return path.split("/").at(-1) ?? "";
}

/** @param {Uint8Array} head */
export function isZip(head) {
  if (head.length < 4) return false;
  return ZIP_MARKS.includes(new DataView(head.buffer, head.byteOffset).getUint32(0, true));
}

/**
 * @param {Uint8Array} head the first bytes of a file
 * @returns {Shape}
 * @throws {Refusal} nested, not_text, unknown_format
 */
export function shapeOf(head) {
  if (isZip(head)) throw new Refusal("nested");
  const text = textOf(head);
  const start = text.trimStart();
  if (start.startsWith("[")) return { layout: "array" };
  if (start.startsWith("{")) return { layout: isOneLine(start) ? "lines" : "scrobbles" };
  return csvShape(text);
}

/**
 * @param {unknown} row
 * @returns {JsonKind | null}
 */
export function kindOfRow(row) {
  if (typeof row !== "object" || row === null) return null;
  if ("ts" in row && "ms_played" in row) return "spotify_extended";
  if ("endTime" in row && "msPlayed" in row) return "spotify_account";
  if ("track_metadata" in row) return "listenbrainz";
  return null;
}

/** @param {string} text @returns {boolean} whether its first line is a row of its own */
function isOneLine(text) {
  try {
    return !("scrobbles" in JSON.parse(text.split("\n", 1)[0]));
  } catch {
    return false;
  }
}

/** @param {string} text @returns {Shape} */
function csvShape(text) {
  for (const delimiter of DELIMITERS) {
    const columns = columnsOf(firstRows(text, delimiter)[0] ?? []);
    if (columns) return { delimiter, columns };
  }
  const [comma] = DELIMITERS;
  const isLastfm = firstRows(text, comma)
    .slice(0, LASTFM_LOOK)
    .some((row) => row.length === LASTFM_FIELDS && timeOf(row[3]) !== null);
  if (isLastfm) return { delimiter: comma, columns: null };
  throw new Refusal("unknown_format");
}

/**
 * @param {string} text
 * @param {string} delimiter
 */
function firstRows(text, delimiter) {
  const splitter = new CsvSplitter(delimiter);
  const rows = splitter.feed(text);
  return splitter.isQuoted ? rows : [...rows, ...splitter.end()];
}

/** @param {string[]} header @returns {Columns | null} */
function columnsOf(header) {
  const names = header.map((name) => trimmed(name).toLowerCase());
  /** @param {string[]} wanted */
  const place = (wanted) =>
    wanted.map((name) => names.indexOf(name)).find((found) => found >= 0) ?? -1;
  const [artist, track, time] = [ARTIST_NAMES, TRACK_NAMES, TIME_NAMES].map(place);
  if (artist < 0 || track < 0 || time < 0) return null;
  return { artist, track, time, ms: place(LENGTH_NAMES) };
}

/**
 * @param {Uint8Array} head may end inside of a sign
 * @returns {string}
 */
function textOf(head) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
  } catch {
    throw new Refusal("not_text");
  }
}
