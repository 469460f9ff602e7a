// @ts-check
/** What went wrong, told beside what was tried, so that what is typed stays. */

import { words } from "../i18n/language.js";
import { isSignedOut } from "../logic/api-error.js";
import { wordsOf } from "../logic/error-words.js";
import { element } from "./dom.js";

/**
 * @param {HTMLElement} place
 * @param {unknown} error
 * @param {string} [text] where more is known than the error says
 */
export function tellTrouble(place, error, text = wordsOf(error).text) {
  place.replaceChildren(text, ...(isSignedOut(error) ? wayBack() : []));
}

/** Signing in takes place elsewhere: this page would be lost. */
function wayBack() {
  const say = words.signInBeside;
  const link = element("a", { href: "./", target: "_blank", rel: "noopener" }, say.link);
  return [" ", link, " ", say.text];
}
