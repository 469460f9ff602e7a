// @ts-check
/** What is said on every page, or on many. */

import { words as errors } from "./errors.js";
import { TAG, counted, lists, number, times } from "./grammar.js";

/** @typedef {import("./grammar.js").Part} Part */

/** @satisfies {Record<string, { name: string, home?: string }>} */
const sources = {
  spotify: { name: "Spotify", home: "https://open.spotify.com/" },
  listenbrainz: { name: "ListenBrainz", home: "https://listenbrainz.org/" },
  lastfm: { name: "Last.fm", home: "https://www.last.fm/" },
  history: { name: "Your own files" },
  top_items: { name: "The API" },
  demo: { name: "The invented world" },
};

export const words = {
  /** Its own name, as browsers and readers aloud know it. */
  tag: TAG,
  name: "Music Soulmate Finder",
  loading: "One moment …",
  /** @param {string} page */
  titled: (page) => `${page} · Music Soulmate Finder`,
  skip: "Skip to the content",
  errors,
  sources,

  signInBeside: {
    link: "Sign in (new tab)",
    text: "Your entries stay here, and you can send them again.",
  },
  tryAgain: "Try again",
  keepIt: "Keep it",
  number,
  /** @param {string[]} names */
  listed: (names) => lists.format(names),

  /** @param {Part[]} parts of a list @returns {Part[]} */
  joined: (parts) =>
    lists
      .formatToParts(Object.keys(parts))
      .map(({ type, value }) => (type === "element" ? parts[Number(value)] : value)),
  tryAgainLater: "Try again in a while.",

  /** @param {number} seconds */
  tryAgainIn(seconds) {
    if (seconds < 90) return `Try again in ${counted(Math.ceil(seconds), "second", "seconds")}.`;
    if (seconds < 5400) return `Try again in about ${counted(Math.ceil(seconds / 60), "minute", "minutes")}.`;
    return `Try again in about ${counted(Math.ceil(seconds / 3600), "hour", "hours")}.`;
  },

  nav: {
    label: "Your pages",
    privacy: "Privacy",
    taste: "My taste",
    matches: "Matches",
    waves: "Waves",
    compare: "Compare",
    settings: "Settings",
    reference: "API reference",
    out: "Sign out",
    outForGood: "Sign out for good",
    noWayBack: "You are not verified. If none of your sources proved who you are, only a recovery code lets you in again: make one in your settings.",
    stillIn: "You are still signed in: the server did not answer.",
  },

  signIn: {
    saving: "Reading your top lists …",
    savingText: "This takes a few seconds. Nothing is saved until all lists are here.",
  },

  /** How long ago that was. @param {number} seconds */
  ago(seconds) {
    if (seconds < 60) return "just now";
    if (seconds < 3600) return times.format(-Math.floor(seconds / 60), "minute");
    if (seconds < 86_400) return times.format(-Math.floor(seconds / 3600), "hour");
    const days = Math.floor(seconds / 86_400);
    if (days < 60) return times.format(-days, "day");
    if (days < 700) return times.format(-Math.floor(days / 30.44), "month");
    return times.format(-Math.floor(days / 365.25), "year");
  },

  once: {
    copy: "Copy",
    copied: "Copied.",
    keep: "You see it only this once. Keep it where only you can read it.",
    byHand: "The button cannot copy in this browser. The text is selected: copy it yourself.",
  },
};
