// @ts-check
/** What is asked and told before somebody lets their taste be read. */

import { number } from "./grammar.js";

/** @typedef {import("./grammar.js").Action} Action */

/** Something by its name, and what is said of it. */
/** @typedef {[string, string]} Entry */

const forHowLong =
  "Until your next save replaces it, or until you remove it on “My taste”. The keyed hash of a proven account stays after that.";

/**
 * What each source is asked for, and what becomes of it: said before one agrees.
 * @satisfies {Record<string, Entry[]>}
 */
const facts = {
  spotify: [
    ["What is read", "Once, at Spotify: your top 50 artists and top 50 tracks of about 4 weeks, 6 months and a year, and which account it is. The token for that is thrown away."],
    ["What is kept", "The names and places of these artists and tracks, the name that others see, and a keyed hash of the account, so that you can come back. No e-mail, no history, no token."],
    ["For how long", forHowLong],
  ],
  listenbrainz: [
    ["What is read", "At ListenBrainz: your top 100 artists and top 100 recordings of about 4 weeks, 6 months and all time, with play counts; and the genres and years that it knows of them."],
    ["What is kept", "These artists and recordings with places, play counts, genres and years, and the name that others see: your user name, if you type no other. With a token, a keyed hash of the account, so that you can come back. Never the token, no single listens."],
    ["For how long", forHowLong],
    ["Who sees it anyway", "At ListenBrainz anybody can look up these lists by your user name. Here, only the people you allow can."],
  ],
  lastfm: [
    ["What is read", "At Last.fm: your top 100 artists and top 100 tracks of 1 month, 6 months and all time, with play counts; and the genres among the tags of up to 40 of the artists."],
    ["What is kept", "These artists and tracks with places, play counts and genres, and the name that others see: your user name, if you type no other. With a sign-in, a keyed hash of the account, so that you can come back. No token, no session key, no single scrobbles."],
    ["For how long", forHowLong],
    ["Who sees it anyway", "At Last.fm anybody can look up these lists by your user name, even where recent listening is hidden. Here, only the people you allow can."],
  ],
  history: [
    ["What is read", "Your files, by this page, on your device. The server never gets them."],
    ["What is kept", "Lists that you are shown before they are sent: names of artists and tracks with places and numbers of plays; and the name that others see. No single plays, no times."],
    ["For how long", "Until your next save replaces it, or until you remove it on “My taste”."],
  ],
};

export const words = {
  /** @param {string} name */
  title: (name) => `Continue with ${name}`,
  waysLegend: "How do you want to connect?",
  wayLegend: "Who are you there?",
  /** @satisfies {Record<string, (name: string) => { title: string, text: string }>} */
  ways: {
    user_name: (name) => ({
      title: "Use my user name",
      text: `It is public at ${name} and proves nothing, so you are marked as not verified. In another browser, only a recovery code from your settings brings you back.`,
    }),
    pasted_token: (name) => ({
      title: "Prove it is me: paste my user token",
      text: `${name} says whose token it is. You are verified, and can come back from any browser.`,
    }),
    returned_token: (name) => ({
      title: `Prove it is me: sign in at ${name}`,
      text: `You agree on a page of ${name} and come back here. You are verified, and can come back from any browser.`,
    }),
    code: (name) => ({
      title: `Prove it is me: sign in at ${name}`,
      text: `You agree on a page of ${name} and come back here. You are verified, and can come back from any browser.`,
    }),
  },
  /** @param {string} name */
  userNameLabel: (name) => `Your ${name} user name`,
  /** @satisfies {Record<string, string>} */
  userNameHints: {
    listenbrainz: "The end of your profile's address: listenbrainz.org/user/…",
    lastfm: "The end of your profile's address: last.fm/user/…",
  },
  inventedHint: "This is a stand-in. Its people are called invented-0, invented-1, invented-2 and so on.",
  /** @param {string} name */
  tokenLabel: (name) => `Your ${name} user token`,
  tokenHint: "It is used for this save only, and kept nowhere.",
  inventedTokenHint: "It is used for this save only, and kept nowhere. This is a stand-in: it does not know real tokens.",
  /** @satisfies {Record<string, Action>} */
  tokenPlaces: {
    listenbrainz: { href: "https://listenbrainz.org/settings/", text: "Find it in your ListenBrainz settings (new tab)" },
  },
  /** @param {string} name */
  tokenRefused: (name) => `${name} does not know this token. Copy it again from your settings there.`,
  secondPerson: "You are signed in and verified. A user name proves nothing, so this makes a second, unverified person, and signs this browser in as that person. To stay who you are, prove that it is you.",
  legend: "Who may see you?",
  text: "You can change it at any time. It applies at once.",
  options: {
    open: {
      title: "Open",
      text: "Others see the name below, your shared artists and the full sum. You see theirs.",
    },
    anonymous: {
      title: "Anonymous",
      text: "Others see an alias. They find you only by up to 8 artists, which you pick once your taste is here. You see your matches.",
    },
    hidden: { title: "Hidden", text: "Nobody sees you, and you see nobody." },
    keep: { title: "As before", text: "I have been here before: keep what I chose then." },
  },
  nameLabel: "Name that others see",
  nameHint: "Up to 80 characters. Leave it empty to use the name of your account there.",
  nameKeptHint: "Up to 80 characters. Leave it empty to keep the name that you have here.",
  named: {
    /** @param {number} n @param {number} most */
    title: (n, most) => `Artists that others find you by: ${number(n)} of ${number(most)}`,
    text: "Others find you by these artists only, so pick those that say most about you. Others see one named only if they have it too, and only if 10 people or more here have it.",
  },
  /** @param {string} name */
  otherPerson: (name) => `You are signed in and verified. With a ${name} account that is not linked to you here yet, you become another person, and this browser is signed in as that person. To stay who you are, add it.`,
  /** @param {string} name */
  knownAccount: (name) => `If your account at ${name} belongs to somebody here already, you become that person.`,
  losesVerified: "A user name proves nothing: with it, you are marked as not verified, until you remove it again. You can still come back as you did before.",
  join: {
    legend: "What happens to the taste that is here already?",
    addTitle: "Add to it",
    /** @param {string} names */
    addText: (names) => `What you have from ${names} stays. What two sources both know does not count twice.`,
    replaceTitle: "Replace it",
    /** @param {string} names */
    replaceText: (names) => `What you have from ${names} is forgotten.`,
    apartTitle: "Keep it apart",
    /** @param {string} names */
    apartText: (names) => `This makes another person. What you have from ${names} stays with the person you are now.`,
  },
  factsTitle: "What you agree to",
  facts,
  reference: "The same in detail: the API reference",
  againTitle: "Read it again from time to time",
  againText: "Your user name is kept for that. About once a week, your listening is read by it without asking you again. This ends when you save again without this tick, or when the name is gone or private there.",
  /** @param {string} name */
  go: (name) => `Sign in at ${name}`,
  /** @param {string} name */
  read: (name) => `Read my listening at ${name}`,
  going: "Taking you there …",
  goingText: "You come back here when you have answered there.",
};
