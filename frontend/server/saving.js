// @ts-check
/** One save: what proves or names the person, and what they chose. */

import { api } from "./api.js";

/** @typedef {import("./api.js").Me} Me */

/**
 * `visibility`, `displayName` and `namedArtists` are null to keep what was chosen before;
 * `isRefreshed` is null where the source cannot be read again; `isAdded` joins what other
 * sources told.
 * @typedef {{ visibility: Me["visibility"], displayName: string | null,
 *   namedArtists: string[] | null, isRefreshed: boolean | null, isAdded: boolean }} Choices
 */

/**
 * @param {string} source
 * @param {object} proof
 * @param {Choices} choices
 */
export function save(source, proof, choices) {
  return api.saveTasteProfile({
    source,
    ...proof,
    visibility: choices.visibility,
    display_name: choices.displayName,
    named_artists: choices.namedArtists,
    is_added: choices.isAdded,
    // Sources that cannot be read again do not know the field.
    is_refreshed: choices.isRefreshed ?? undefined,
  });
}
