// @ts-check
/** Where one was in a list, kept with the entry of the browser's history. */

/**
 * @typedef {{ scroll: number, listed: number,
 *   wishes: Partial<import("../logic/match-order.js").Wishes> }} Place
 */

/** @returns {Place} */
export function placeKept() {
  const { scroll, listed, wishes } = history.state ?? {};
  return { scroll: Number(scroll) || 0, listed: Number(listed) || 0, wishes: wishes ?? {} };
}

/** Remember how far down one was, before a link leads away. */
export function keepPlace() {
  history.replaceState({ ...history.state, scroll: window.scrollY }, "");
}

/** @param {number} listed */
export function keepListed(listed) {
  history.replaceState({ ...history.state, listed }, "");
}

/** @param {import("../logic/match-order.js").Wishes} wishes */
export function keepWishes(wishes) {
  history.replaceState({ ...history.state, wishes }, "");
}
