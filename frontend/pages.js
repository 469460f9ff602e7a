// @ts-check
/**
 * The table of pages. A new one is a row here, what draws it in `pages/`, its words in
 * every language of `i18n/`, and its stylesheet.
 */

/** @typedef {import("./server/api.js").Me} Me */
/** @typedef {(place: HTMLElement, me: Me | null, id: string) => Promise<void>} View */
/**
 * Who sees a page: anybody, or a user who is signed in, or a listener, who has a taste
 * here as well. A guest is anybody, but whose session has ended is told so, for they look
 * for what is theirs.
 * @typedef {"anybody" | "guest" | "user" | "listener"} Audience
 */
/**
 * @typedef {object} Row
 * @property {string} address what stands first in the address, behind `#/`
 * @property {"optional" | "required"} [id] whether an id may or must stand behind it
 * @property {Audience} audience
 * @property {() => Promise<View>} view
 * @property {string} [stylesheet] its own, beside those that all pages share
 * @property {readonly (keyof Subjects)[]} words the subjects that it speaks of
 */
/**
 * What is said of each subject, as English has it.
 * @typedef {object} Subjects
 * @property {typeof import("./i18n/en/consent.js").words} consent
 * @property {typeof import("./i18n/en/history.js").words} history
 * @property {typeof import("./i18n/en/invitations.js").words} invitations
 * @property {typeof import("./i18n/en/landing.js").words} landing
 * @property {typeof import("./i18n/en/match.js").words} match
 * @property {typeof import("./i18n/en/matches.js").words} matches
 * @property {typeof import("./i18n/en/meeting.js").words} meeting
 * @property {typeof import("./i18n/en/method.js").words} method
 * @property {typeof import("./i18n/en/muting.js").words} muting
 * @property {typeof import("./i18n/en/privacy.js").words} privacy
 * @property {typeof import("./i18n/en/reference.js").words} reference
 * @property {typeof import("./i18n/en/settings.js").words} settings
 * @property {typeof import("./i18n/en/taste.js").words} taste
 * @property {typeof import("./i18n/en/waves.js").words} waves
 */

/** @type {Record<string, Row>} */
export const PAGES = {
  landing: {
    address: "",
    audience: "anybody",
    view: async () => (await import("./pages/landing.js")).Landing,
    stylesheet: "landing",
    words: ["landing", "match"],
  },
  consent: {
    address: "start",
    id: "optional",
    audience: "anybody",
    view: async () => (await import("./pages/consent.js")).Consent,
    words: ["consent"],
  },
  history: {
    address: "history",
    audience: "anybody",
    view: async () => (await import("./pages/history-drop.js")).HistoryDrop,
    stylesheet: "history",
    words: ["history", "consent"],
  },
  taste: {
    address: "taste",
    audience: "listener",
    view: async () => (await import("./pages/my-taste.js")).MyTaste,
    stylesheet: "taste",
    words: ["taste", "muting", "landing"],
  },
  matches: {
    address: "matches",
    audience: "listener",
    view: async () => (await import("./pages/matches.js")).Matches,
    stylesheet: "matches",
    words: ["matches", "match"],
  },
  match: {
    address: "matches",
    id: "required",
    audience: "listener",
    view: async () => (await import("./pages/match-page.js")).MatchPage,
    stylesheet: "match-page",
    words: ["match", "matches", "meeting"],
  },
  waves: {
    address: "waves",
    audience: "user",
    view: async () => (await import("./pages/waves.js")).Waves,
    stylesheet: "waves",
    words: ["waves", "meeting"],
  },
  compare: {
    address: "compare",
    audience: "guest",
    view: async () => (await import("./pages/compare.js")).Compare,
    stylesheet: "invitations",
    words: ["invitations", "landing"],
  },
  invitation: {
    address: "i",
    id: "optional",
    audience: "anybody",
    view: async () => (await import("./pages/invitation.js")).Invitation,
    stylesheet: "invitations",
    words: ["invitations", "landing"],
  },
  settings: {
    address: "settings",
    audience: "user",
    view: async () => (await import("./pages/settings.js")).Settings,
    stylesheet: "settings",
    words: ["settings", "consent", "muting"],
  },
  privacy: {
    address: "privacy",
    audience: "anybody",
    view: async () => (await import("./pages/privacy.js")).Privacy,
    stylesheet: "privacy",
    words: ["privacy", "consent"],
  },
  how: {
    address: "how",
    audience: "anybody",
    view: async () => (await import("./pages/method.js")).Method,
    stylesheet: "method",
    words: ["method"],
  },
};
