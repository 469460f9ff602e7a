// @ts-check
/** Where a save leads that was only a step on the way: back to an invitation, say. */

const WAY_ON = "way-on";

/**
 * Remember it over a sign-in at a music service, and until the tab is closed.
 * @param {string} hash of the view
 */
export function keepWayOn(hash) {
  sessionStorage.setItem(WAY_ON, hash);
}

/**
 * Once; forgotten afterwards.
 * @param {string} otherwise where to go when nothing waits
 */
export function takeWayOn(otherwise) {
  const kept = sessionStorage.getItem(WAY_ON);
  forgetWayOn();
  return kept ?? otherwise;
}

export function forgetWayOn() {
  sessionStorage.removeItem(WAY_ON);
}
