// @ts-check
/** A view with nothing to show but words: loading, empty, refused, failed. */

import { element } from "./dom.js";

/**
 * @param {HTMLElement} place
 * @param {string} title
 * @param {string} text
 * @param {{ href: string, text: string }} [action]
 */
export function Notice(place, title, text, action) {
  place.className = "notice";
  place.replaceChildren(element("h1", {}, title));
  if (text) place.append(element("p", {}, text));
  if (action) {
    place.append(element("p", {}, element("a", { href: action.href }, action.text)));
  }
}
