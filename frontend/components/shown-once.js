// @ts-check
/** A secret that is shown this one time, with a button that copies it. */

import { words } from "../i18n/language.js";
import { announce, element } from "./dom.js";

/**
 * @param {string} label
 * @param {string} secret
 * @param {string} [keep] what to do with it
 * @param {...HTMLElement} more ways beside copying it
 */
export function ShownOnce(label, secret, keep = words.once.keep, ...more) {
  const say = words.once;
  const text = element("code", {}, secret);
  const button = element("button", { class: "button button--quiet", type: "button" }, say.copy);
  const how = element("p", { class: "shown-once__how" }, keep);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(secret);
      how.textContent = say.copied;
    } catch {
      getSelection()?.selectAllChildren(text);
      how.textContent = say.byHand;
    }
    announce(how.textContent);
  });
  return element(
    "div",
    { class: "shown-once" },
    element("strong", {}, label),
    text,
    element("div", { class: "shown-once__ways" }, button, ...more),
    how,
  );
}
