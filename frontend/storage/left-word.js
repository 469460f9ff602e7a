// @ts-check
/** What one view leaves for the next one to say. */

let left = "";

/** @param {string} word */
export function leaveWord(word) {
  left = word;
}

/** Say it once. */
export function takeWord() {
  const word = left;
  left = "";
  return word;
}
