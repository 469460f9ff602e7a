// @ts-check
/** White space around a value: what Unicode calls so, separators of fields included. */

const BLANK = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;
const AROUND = new RegExp(`^${BLANK}|${BLANK}$`, "g");

/**
 * Not `trim`, which leaves some of it and takes the mark of byte order.
 * @param {string} text
 */
export function trimmed(text) {
  return text.replace(AROUND, "");
}
