// @ts-check
/** Rows of a CSV (RFC 4180): quotes, doubled quotes, line breaks inside of quotes. */

import { Refusal } from "./refusal.js";

const MAX_FIELD = 128 * 1024;

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {string} delimiter
 * @returns {AsyncGenerator<string[][]>} rows of fields, a batch at a time
 * @throws {Refusal} not_text, unknown_format
 */
export async function* csvRows(chunks, delimiter) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const splitter = new CsvSplitter(delimiter);
  for await (const chunk of chunks) yield splitter.feed(decoded(decoder, chunk));
  const rest = decoded(decoder, undefined);
  yield [...splitter.feed(rest), ...splitter.end()];
}

export class CsvSplitter {
  /** @param {string} delimiter */
  constructor(delimiter) {
    this.delimiter = delimiter;
    this.field = "";
    /** @type {string[]} */
    this.row = [];
    this.isQuoted = false;
    this.isAfterQuote = false;
    this.isAfterReturn = false;
  }

  /**
   * @param {string} text
   * @returns {string[][]}
   */
  feed(text) {
    /** @type {string[][]} */
    const rows = [];
    for (const sign of text) {
      const isAfterReturn = this.isAfterReturn;
      this.isAfterReturn = false;
      if (this.isQuoted) {
        if (sign === '"') [this.isQuoted, this.isAfterQuote] = [false, true];
        else this.field += sign;
        continue;
      }
      if (sign === '"' && (this.isAfterQuote || this.field === "")) {
        // A doubled quote is a quote; one at the beginning opens.
        if (this.isAfterQuote) this.field += '"';
        [this.isQuoted, this.isAfterQuote] = [true, false];
        continue;
      }
      this.isAfterQuote = false;
      if (sign === this.delimiter) this.#endField();
      else if (sign === "\r") {
        rows.push(this.#endRow());
        this.isAfterReturn = true;
      } else if (sign === "\n") {
        if (!isAfterReturn) rows.push(this.#endRow());
      } else this.field += sign;
    }
    this.#checkField();
    return rows.filter(isFilled);
  }

  /** @returns {string[][]} */
  end() {
    if (this.isQuoted) throw new Refusal("unknown_format");
    return [this.#endRow()].filter(isFilled);
  }

  #checkField() {
    if (this.field.length > MAX_FIELD) throw new Refusal("unknown_format");
  }

  #endField() {
    this.#checkField();
    this.row.push(this.field);
    this.field = "";
  }

  #endRow() {
    this.#endField();
    const { row } = this;
    this.row = [];
    return row;
  }
}

/** @param {string[]} row nothing, or a lone zero character, as padded files end with */
const isFilled = (row) => row.length > 1 || (row[0] !== "" && row[0] !== "\0");

/**
 * @param {TextDecoder} decoder
 * @param {Uint8Array | undefined} chunk nothing at the end
 */
function decoded(decoder, chunk) {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Refusal("not_text");
  }
}
