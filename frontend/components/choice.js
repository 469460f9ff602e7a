// @ts-check
/** A card to tick: what is chosen, and what that means. */

import { element } from "./dom.js";

/**
 * @param {"radio" | "checkbox"} type
 * @param {string} group
 * @param {string} value
 * @param {string} title
 * @param {string} text
 * @returns {{ card: HTMLElement, input: HTMLInputElement,
 *   write(title: string, text: string): void }}
 */
export function Choice(type, group, value, title, text) {
  const id = `${group}-${value}`;
  const input = element("input", {
    type,
    name: group,
    value,
    // What it means is read after its name, not as a part of it.
    "aria-labelledby": `${id}-title`,
    "aria-describedby": `${id}-text`,
  });
  if (type === "radio") input.required = true;
  const strong = element("strong", { id: `${id}-title` });
  const span = element("span", { id: `${id}-text` });
  const label = element("label", { class: "choice__label" }, input, strong, span);

  /** @param {string} shownTitle @param {string} shownText */
  function write(shownTitle, shownText) {
    strong.textContent = shownTitle;
    span.textContent = shownText;
  }

  write(title, text);
  return { card: element("div", { class: "choice" }, label), input, write };
}
