// @ts-check
/** One list of a comparison: the first dozen, and all of it on demand. */

import { words } from "../i18n/language.js";
import { element, nameText } from "./dom.js";

/** @typedef {{ kind: string, name: string, artist: string | null }} Item */

const LISTED = 12;

/**
 * @template {Item} T
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T) => (Node | string)[]} told of each
 */
export function ComparedItems(title, items, told) {
  const say = words.match;
  const section = element("section", { class: "compared-items" }, element("h2", {}, title));
  if (items.length === 0) {
    section.append(element("p", {}, say.nothing));
    return section;
  }
  const list = element("ul", { class: "compared-items__list" });

  /** @param {T} item */
  function row(item) {
    const name = item.artist ? [nameText(item.name), " – ", nameText(item.artist)] : [nameText(item.name)];
    return element("li", { tabindex: "-1" }, ...name, " ", element("small", {}, ...told(item)));
  }

  list.append(...items.slice(0, LISTED).map(row));
  section.append(list);
  if (items.length > LISTED) {
    const attributes = { class: "compared-items__all", type: "button" };
    const button = element("button", attributes, say.showAll(items.length));
    button.setAttribute("aria-label", say.showAllOf(items.length, title));
    button.addEventListener("click", () => {
      const rest = items.slice(LISTED).map(row);
      list.append(...rest);
      button.remove();
      rest[0].focus();
    });
    section.append(button);
  }
  return section;
}
