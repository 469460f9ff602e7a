// @ts-check
/** The views by name, each loaded when it is first shown: the first page stays small. */

import { ApiError } from "./api.js";

/** @typedef {import("./api.js").Me} Me */
/** @typedef {(place: HTMLElement, me: Me | null, id: string) => Promise<void>} View */

/** @type {Record<string, () => Promise<View>>} */
const LOADERS = {
  landing: async () => (await import("./landing.js")).Landing,
  consent: async () => (await import("./consent.js")).Consent,
  compare: async () => (await import("./compare.js")).Compare,
  invitation: async () => (await import("./invitation.js")).Invitation,
  privacy: async () => (await import("./privacy.js")).Privacy,
  history: async () => (await import("./history-drop.js")).HistoryDrop,
  taste: async () => (await import("./my-taste.js")).MyTaste,
  matches: async () => (await import("./matches.js")).Matches,
  match: async () => (await import("./match-page.js")).MatchPage,
  waves: async () => (await import("./waves.js")).Waves,
  how: async () => (await import("./method.js")).Method,
  settings: async () => (await import("./settings.js")).Settings,
};

/**
 * @param {string} name
 * @returns {Promise<View>}
 */
export async function viewOf(name) {
  try {
    return await LOADERS[name]();
  } catch (error) {
    // What a browser throws when the file does not come.
    if (!(error instanceof TypeError)) throw error;
    throw new ApiError("no_answer", "a file of the site did not come", 0);
  }
}
