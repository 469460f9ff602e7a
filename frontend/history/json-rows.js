// @ts-check
/**
 * Rows of a big JSON file, a batch at a time, so that it is never whole in memory.
 *
 * Splits at the commas between rows and leaves all else to `JSON.parse`: what stands
 * between two cuts is parsed as an array, what stands around the rows as well.
 */

import { Refusal } from "./refusal.js";

/**
 * `array`: `[row, row]`; `scrobbles`: `{"username": …, "scrobbles": [row, row]}`;
 * `lines`: one row a line.
 * @typedef {"array" | "scrobbles" | "lines"} Layout
 */

const BATCH = 256 * 1024;
const MAX_DEPTH = 100;
const MAX_ROW = 8 * 1024 * 1024;
const ROWS_FOLLOW = /"scrobbles"\s*:\s*\[$/;
const BLANK = /^[ \t\r\n]*$/;
const AROUND_LINE = /^[\t-\r ]+|[\t-\r ]+$/g;
const DEPTH_OF_ROWS = { array: 1, scrobbles: 2, lines: 0 };
const [QUOTE, BACKSLASH, COMMA, NEWLINE] = [0x22, 0x5c, 0x2c, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {Layout} layout
 * @returns {AsyncGenerator<unknown[]>}
 * @throws {Refusal} not_text, unknown_format
 */
export async function* jsonRows(chunks, layout) {
  const splitter = new RowSplitter(layout);
  for await (const chunk of chunks) yield* splitter.feed(chunk);
  yield* splitter.end();
}

export class RowSplitter {
  /** @param {Layout} layout */
  constructor(layout) {
    this.layout = layout;
    this.rowDepth = DEPTH_OF_ROWS[layout];
    this.isInRows = layout === "lines";
    this.hasRows = false;
    this.depth = 0;
    this.isInString = false;
    this.isEscaped = false;
    this.rows = "";
    this.around = "";
    this.isAfterComma = false;
    this.decoder = new TextDecoder("utf-8", { fatal: true });
  }

  /**
   * @param {Uint8Array} chunk
   * @returns {Generator<unknown[]>}
   */
  *feed(chunk) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
      } else if (byte === QUOTE) {
        this.isInString = true;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        this.#deeper();
        if (byte === OPEN_LIST && !this.isInRows && this.depth === this.rowDepth) {
          this.#take(chunk.subarray(start, at + 1));
          start = at + 1;
          this.isInRows = this.layout === "array" || ROWS_FOLLOW.test(this.around);
          this.hasRows ||= this.isInRows;
        }
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        this.depth--;
        // Lines end with the file: there, one bracket too many is for the parser to find.
        if (this.isInRows && this.depth < this.rowDepth && this.layout !== "lines") {
          this.#take(chunk.subarray(start, at));
          start = at;
          yield this.#cut(true);
          this.isInRows = false;
        }
      } else if (this.isInRows && this.depth === this.rowDepth) {
        const isBetween = byte === (this.layout === "lines" ? NEWLINE : COMMA);
        if (isBetween && this.rows.length + at - start >= BATCH) {
          this.#take(chunk.subarray(start, at));
          start = at + 1;
          yield this.#cut(false);
        }
      }
    }
    this.#take(chunk.subarray(start));
  }

  /** @returns {Generator<unknown[]>} */
  *end() {
    this.#decode(undefined);
    if (this.layout === "lines") yield this.#cut(true);
    else if (this.isInRows || !this.hasRows) throw new Refusal("unknown_format");
    else parsed(this.around);
  }

  #deeper() {
    this.depth++;
    if (this.depth > MAX_DEPTH) throw new Refusal("unknown_format");
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const text = this.#decode(bytes);
    if (this.isInRows) this.rows += text;
    else this.around += text;
    if (this.rows.length > MAX_ROW || this.around.length > MAX_ROW) {
      throw new Refusal("unknown_format");
    }
  }

  /** @param {Uint8Array | undefined} bytes nothing at the end */
  #decode(bytes) {
    try {
      return this.decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new Refusal("not_text");
    }
  }

  /**
   * @param {boolean} isLast
   * @returns {unknown[]}
   */
  #cut(isLast) {
    const text = this.rows;
    this.rows = "";
    if (this.layout === "lines") {
      const lines = text.split("\n").map((line) => line.replace(AROUND_LINE, ""));
      return lines.filter(Boolean).map(parsed);
    }
    const isBlank = BLANK.test(text);
    // An array may be empty, but not end with a comma.
    if (isBlank && !(isLast && !this.isAfterComma)) throw new Refusal("unknown_format");
    this.isAfterComma = !isLast;
    return /** @type {unknown[]} */ (parsed(`[${text}]`));
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("unknown_format");
  }
}
