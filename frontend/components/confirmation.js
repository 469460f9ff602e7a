// @ts-check
/** A question before something is lost. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";

const YES = "yes";

/**
 * Ask over the page; leaving the page, or Escape, is a no.
 * @param {HTMLElement} place that the question goes away with
 * @param {{ title: string, text: string, yes: string, no?: string }} question
 * @returns {Promise<boolean>}
 */
export function confirmed(place, { title, text, yes, no: noText = words.keepIt }) {
  const no = element("button", { class: "button button--quiet", autofocus: "" }, noText);
  const dialog = element(
    "dialog",
    {
      class: "confirmation",
      "aria-labelledby": "confirmation-title",
      "aria-describedby": "confirmation-text",
    },
    element(
      "form",
      { method: "dialog" },
      element("h2", { id: "confirmation-title" }, title),
      element("p", { id: "confirmation-text" }, text),
      element(
        "div",
        { class: "confirmation__ways" },
        element("button", { class: "button button--danger", value: YES }, yes),
        no,
      ),
    ),
  );
  place.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === YES);
    });
  });
}
