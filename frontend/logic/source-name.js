// @ts-check
/** What a source of listening is called. */

import { entryOf, words } from "../i18n/language.js";

/**
 * A source as it calls itself, stand-in or not.
 * @param {{ source: string, name: string }} source
 */
export function plainName(source) {
  return entryOf(words.sources, source.source)?.name ?? source.name;
}

/**
 * A source by its key, as it stands alone.
 * @param {string} source
 */
export function sourceTitle(source) {
  return entryOf(words.sources, source)?.name ?? source;
}
