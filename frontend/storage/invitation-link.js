// @ts-check
/** The address of an invitation, whose code stands where no server ever sees it. */

const WHOLE = /^[A-Za-z0-9_-]{20,64}$/;

/** @param {string} code */
export function linkOf(code) {
  return `${location.origin}${location.pathname}${hashOf(code)}`;
}

/** @param {string} code */
export function hashOf(code) {
  return `#/i/${code}`;
}

/** @param {string} code */
export function isWhole(code) {
  return WHOLE.test(code);
}

/**
 * Take the code out of the address. It stays with this entry of the browser's history
 * alone, so that a reload and the way back still lead here, and no screenshot, bookmark
 * or copied address gives it away.
 * @param {string} given in the address, or nothing
 * @returns {string} empty when there is none
 */
export function takeCode(given) {
  if (given) history.replaceState({ ...history.state, code: given }, "", "#/i");
  return given || String(history.state?.code ?? "");
}
