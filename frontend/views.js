// @ts-check
/** The views by name, each loaded when it is first shown: the first page stays small. */

import { ApiError } from "./logic/api-error.js";

/** @typedef {import("./server/api.js").Me} Me */
/** @typedef {(place: HTMLElement, me: Me | null, id: string) => Promise<void>} View */

/** @type {Record<string, () => Promise<View>>} */
const LOADERS = {
  landing: async () => (await import("./pages/landing.js")).Landing,
  consent: async () => (await import("./pages/consent.js")).Consent,
  compare: async () => (await import("./pages/compare.js")).Compare,
  invitation: async () => (await import("./pages/invitation.js")).Invitation,
  privacy: async () => (await import("./pages/privacy.js")).Privacy,
  history: async () => (await import("./pages/history-drop.js")).HistoryDrop,
  taste: async () => (await import("./pages/my-taste.js")).MyTaste,
  matches: async () => (await import("./pages/matches.js")).Matches,
  match: async () => (await import("./pages/match-page.js")).MatchPage,
  waves: async () => (await import("./pages/waves.js")).Waves,
  how: async () => (await import("./pages/method.js")).Method,
  settings: async () => (await import("./pages/settings.js")).Settings,
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
