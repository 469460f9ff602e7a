// @ts-check
/** What was chosen on a way in that is not at its end: in memory, gone with the tab. */

/** @typedef {import("../server/saving.js").Choices} Choices */
/** @typedef {{ source: string, choices: Choices }} Draft */

/** @type {Draft | null} */
let kept = null;

export function draftKept() {
  return kept;
}

/** @param {Draft | null} draft */
export function keepDraft(draft) {
  kept = draft;
}
