// @ts-check
/** The plays of one file, a batch at a time. */

import { csvRows } from "./csv-rows.js";
import { jsonRows } from "./json-rows.js";
import { csvPlay, jsonPlay, lastfmPlay } from "./plays.js";
import { HEAD_BYTES, kindOfRow, shapeOf } from "./recognise.js";
import { Refusal } from "./refusal.js";

/** @typedef {import("./plays.js").JsonKind} JsonKind */
/** @typedef {import("./plays.js").Kind} Kind */
/** @typedef {import("./plays.js").Play} Play */
/** @typedef {import("./plays.js").RowReason} RowReason */
/** @typedef {{ kind: Kind, rows: number, plays: Play[],
 *   skipped: Record<RowReason, number> }} Found */

const MAX_WAITING = 1_000_000;
const BOM = [0xef, 0xbb, 0xbf];

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @returns {AsyncGenerator<Found>}
 * @throws {Refusal} nested, not_text, unknown_format, and what reading the chunks throws
 */
export async function* playsOf(chunks) {
  const { head, all } = await peeked(chunks);
  const shape = shapeOf(head);
  if ("layout" in shape) {
    const known = shape.layout === "scrobbles" ? "lastfm_json" : null;
    yield* jsonPlays(jsonRows(all, shape.layout), known);
    return;
  }
  const { delimiter, columns } = shape;
  let isHeader = columns !== null;
  for await (const rows of csvRows(all, delimiter)) {
    const listed = isHeader ? rows.slice(1) : rows;
    if (rows.length > 0) isHeader = false;
    yield columns
      ? sorted("csv", listed, (row) => csvPlay(row, columns))
      : sorted("lastfm_csv", listed, lastfmPlay);
  }
}

/**
 * @param {AsyncIterable<unknown[]>} batches
 * @param {Kind | null} known
 * @returns {AsyncGenerator<Found>}
 */
async function* jsonPlays(batches, known) {
  let kind = /** @type {JsonKind | null} */ (known);
  /** @type {unknown[]} */
  let waiting = [];
  for await (const rows of batches) {
    kind ??= rows.map(kindOfRow).find((found) => found !== null) ?? null;
    waiting = waiting.length > 0 ? waiting.concat(rows) : rows;
    if (waiting.length > MAX_WAITING) throw new Refusal("unknown_format");
    if (kind === null) continue;
    const of = kind;
    yield sorted(of, waiting, (row) => jsonPlay(of, row));
    waiting = [];
  }
  if (waiting.length > 0) throw new Refusal("unknown_format");
}

/**
 * @template Row
 * @param {Kind} kind
 * @param {Row[]} rows
 * @param {(row: Row) => Play | RowReason} read
 * @returns {Found}
 */
function sorted(kind, rows, read) {
  const skipped = { no_track: 0, incognito: 0, short: 0, no_time: 0 };
  /** @type {Play[]} */
  const plays = [];
  for (const row of rows) {
    const found = read(row);
    if (typeof found === "string") skipped[found]++;
    else {
      if (found.isPrivate) skipped.incognito++;
      plays.push(found);
    }
  }
  return { kind, rows: rows.length, plays, skipped };
}

/**
 * The beginning, and the same bytes from the beginning; a mark of order is left out.
 * @param {AsyncIterable<Uint8Array>} chunks
 */
async function peeked(chunks) {
  const source = chunks[Symbol.asyncIterator]();
  /** @type {Uint8Array[]} */
  const first = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const { done, value } = await source.next();
    if (done) break;
    first.push(value);
    size += value.length;
  }
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of first) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  const head = BOM.every((byte, place) => joined[place] === byte) ? joined.subarray(3) : joined;
  async function* all() {
    try {
      yield head;
      for (;;) {
        const { done, value } = await source.next();
        if (done) return;
        yield value;
      }
    } finally {
      await source.return?.();
    }
  }
  return { head, all: all() };
}
