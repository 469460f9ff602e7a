// @ts-check
/** Files on their way from the page they were dropped on to the one that reads them. */

/** @type {File[]} */
let given = [];

/** @param {File[]} files */
export function giveFiles(files) {
  given = files;
}

/** @returns {File[]} once; empty afterwards */
export function takeFiles() {
  const taken = given;
  given = [];
  return taken;
}
