// @ts-check
/** What a source of listening is called. */

import { words } from "../words/language.js";

/**
 * A source as it calls itself, stand-in or not.
 * @param {{ source: string, name: string }} source
 */
export function plainName(source) {
  return words.sources[source.source]?.name ?? source.name;
}

/**
 * A source by its key, as it stands alone.
 * @param {string} source
 */
export function sourceTitle(source) {
  return words.sources[source]?.name ?? source;
}
