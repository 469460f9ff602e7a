// @ts-check
/** Where one was in a list, kept with the entry of the browser's history. */

/** @typedef {{ scroll: number, listed: number }} Place */

/** @returns {Place} */
export function placeKept() {
  const { scroll, listed } = history.state ?? {};
  return { scroll: Number(scroll) || 0, listed: Number(listed) || 0 };
}

/** Remember how far down one was, before a link leads away. */
export function keepPlace() {
  history.replaceState({ ...history.state, scroll: window.scrollY }, "");
}

/** @param {number} listed */
export function keepListed(listed) {
  history.replaceState({ ...history.state, listed }, "");
}
