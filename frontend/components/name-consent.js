// @ts-check
/** Whether somebody one compares with sees one's name: asked of whoever has one. */

import { Choice } from "./choice.js";
import { element } from "./dom.js";

/** @typedef {{ title: string, text: string }} Words */

/**
 * @param {string | null} name that the person has here
 * @param {{ nameLegend: string, byName(name: string): Words, alias: Words,
 *   noName: string }} say
 */
export function NameConsent(name, say) {
  if (!name) {
    return { place: element("p", { class: "hint" }, say.noName), isNamed: () => false };
  }
  const told = say.byName(name);
  const named = Choice("radio", "shows-name", "yes", told.title, told.text);
  const alias = Choice("radio", "shows-name", "no", say.alias.title, say.alias.text);
  return {
    place: element(
      "fieldset",
      {},
      element("legend", {}, say.nameLegend),
      named.card,
      alias.card,
    ),
    isNamed: () => named.input.checked,
  };
}
