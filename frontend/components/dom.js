// @ts-check
/** Elements made from data; whatever comes from outside is text, never markup. */

/** @typedef {Node | string} Child */

/** Between two facts; no line begins with it. */
export const DOT = "\u00a0· ";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A name from outside: isolated, so that its direction cannot turn the sentence.
 * @param {string} text
 */
export function nameText(text) {
  return element("bdi", {}, text);
}

/** @param {...Child} parts of what is read aloud */
export function announce(...parts) {
  document.querySelector("#announcement")?.replaceChildren(...parts);
}
