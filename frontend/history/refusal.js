// @ts-check
/** Why a file cannot be used. */

/** @typedef {"encrypted" | "truncated" | "too_large" | "unsafe_path" | "unknown_format" |
 *   "technical_log" | "nested" | "not_text" | "no_plays"} RefusalCode */

/** One file that is not read any further; the others may still be. */
export class Refusal extends Error {
  /** @param {RefusalCode} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}
