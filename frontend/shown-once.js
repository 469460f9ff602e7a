// @ts-check
/** A secret that is shown this one time, with a button that copies it. */

import { announce, element } from "./dom.js";
import { settingsStrings } from "./settings-strings.js";

/**
 * @param {string} label
 * @param {string} secret
 */
export function ShownOnce(label, secret) {
  const say = settingsStrings.once;
  const text = element("code", {}, secret);
  const button = element("button", { class: "button button--quiet", type: "button" }, say.copy);
  const how = element("p", { class: "shown-once__how" }, say.keep);
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
  return element("div", { class: "shown-once" }, element("strong", {}, label), text, button, how);
}
