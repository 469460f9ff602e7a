// @ts-check
/** One line to type into, with its label and hint, and what is wrong about it. */

import { element } from "./dom.js";

/** @typedef {{ place: HTMLElement, input: HTMLInputElement,
 *   advise(hint: string): void, blame(troubleId: string): void }} FieldParts */

/**
 * @param {string} id
 * @param {string} label
 * @param {(Node | string)[]} hint
 * @param {Record<string, string>} attributes
 * @returns {FieldParts}
 */
export function Field(id, label, hint, attributes) {
  const hintId = `${id}-hint`;
  const input = element("input", { id, "aria-describedby": hintId, ...attributes });
  const small = element("small", { id: hintId }, ...hint);
  const place = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    input,
    small,
  );
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", hintId);
  });
  return {
    place,
    input,
    advise(text) {
      small.textContent = text;
    },
    blame(troubleId) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `${hintId} ${troubleId}`);
    },
  };
}
