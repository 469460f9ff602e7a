// @ts-check
/** A view with nothing to show but words: empty, refused, failed. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";

/**
 * @param {HTMLElement} place
 * @param {import("../i18n/en/grammar.js").Told} told
 * @param {() => void} [retry] when trying again can help
 */
export function Notice(place, told, retry) {
  const { title, text, action } = told;
  place.className = "notice";
  place.replaceChildren(element("h1", {}, title), element("p", {}, text));
  const ways = element("p", { class: "notice__ways" });
  if (retry) {
    const button = element("button", { class: "button", type: "button" }, words.tryAgain);
    button.addEventListener("click", retry);
    ways.append(button);
  }
  if (action) ways.append(element("a", { href: action.href }, action.text));
  if (ways.children.length > 0) place.append(ways);
}

/**
 * Something is on its way; shown only when that takes a while.
 * @param {HTMLElement} place
 * @param {string} title
 * @param {string} [text]
 */
export function Waiting(place, title, text) {
  place.className = "waiting";
  place.replaceChildren(
    element("h1", { class: "waiting__title" }, title),
    element("span", { class: "waiting__dots", "aria-hidden": "true" }, ...dots()),
  );
  if (text) place.append(element("p", {}, text));
}

/** @returns {HTMLElement[]} */
function dots() {
  return [1, 2, 3].map(() => element("i"));
}
