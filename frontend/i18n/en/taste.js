// @ts-check
/** What “My taste” says. */

import { choose, counted, day, number } from "./grammar.js";

/** @typedef {import("./grammar.js").Part} Part */

export const words = {
  title: "My taste",
  verified: "Verified: you proved that it is yours.",
  partlyVerified: "Not verified as a whole: not every source proves that it is yours. With those that do, you can sign in again.",
  notVerified: "Not verified: nothing proves that it is yours. In another browser, only a recovery code from your settings brings you back.",
  visibility: { open: "You are open.", anonymous: "You are anonymous.", hidden: "You are hidden." },
  unfound: "Nobody finds you until you pick artists that others find you by.",
  /** @param {string} source @param {Part} name @returns {Part[]} */
  kept: (source, name) => [`${source} is read again from time to time, by the user name `, name, "."],
  again: "Read again now",
  reading: "Reading again …",
  readAgain: "It has been read again.",
  kinds: { artist: "Artists", track: "Tracks", genre: "Genres", era: "Eras" },
  company: {
    title: "How rare it is",
    nobody: "Nobody here shares an artist or a track with you yet: for now, your taste is one of a kind.",
    young: "There are too few people here yet to say how rare your taste is. It is yours anyway.",
    /** @param {number} asked */
    ownKind: (asked) => `Of the ${number(asked)} nearest to you here, nobody comes close: your taste is one of a kind.`,
    /** @param {number} near */
    few: (near) => `Rare, and not alone: ${counted(near, "person", "people")} here ${choose(near, "comes", "come")} close to it.`,
    /** @param {number} near @param {number} asked */
    some: (near, asked) => `In good company: of the ${number(asked)} nearest to you here, ${number(near)} come close to it.`,
    /** @param {number} near */
    many: (near) => `In very good company: ${number(near)} people or more here come close to it.`,
  },
  ranges: {
    label: "From which time",
    /** @satisfies {Record<string, string>} */
    names: {
      all: "All that counts, together",
      short_term: "About 4 weeks",
      medium_term: "About 6 months",
      long_term: "The longest time",
    },
    notes: {
      all: "By how much it counts in your matches: all times and sources together, without what you have muted.",
      one: "As your sources gave it, with what you have muted. Genres and years have no times.",
    },
  },
  unknownKind: "Your sources do not say.",
  /** @param {number} n */
  andMore: (n) => `and ${number(n)} more`,
  sources: {
    title: "Where it comes from",
    verified: "verified",
    notVerified: "not verified",
    /** @param {string} source */
    sent: (source) => (source === "top_items" ? "sent" : "read"),
    /** @param {Date} time @param {string} ago */
    on: (time, ago) => `on ${day(time)}, ${ago}`,
    /** @param {Date} time */
    until: (time) => `goes by itself on ${day(time)} unless you sign in there again`,
    remove: "Remove",
    /** @param {string} name */
    removeOne: (name) => `Remove ${name}`,
    /** @param {string} name */
    removing: (name) => ({
      title: `Remove ${name}?`,
      text: "What only this source knows is forgotten at once, also in your matches. What the others know stays.",
      yes: "Remove it",
    }),
    /** @param {string} name */
    removed: (name) => `${name}: removed.`,
    forget: "Forget my taste",
    forgetting: {
      title: "Forget your whole taste?",
      text: "Everything that is kept about it goes, and you leave all rankings at once. It cannot be undone.",
      yes: "Forget it all",
    },
  },
  more: {
    title: "Add another source",
    text: "More of your listening makes better matches. What two sources both know does not count twice.",
  },
  forgotten: {
    title: "Your taste is forgotten",
    text: "Nothing of it is kept, and nobody finds you any more.",
    action: { href: "#/", text: "Back to the start" },
  },
  toMatches: "See your matches",
  anew: "Save again",
  seen: "Change who sees you",
};
