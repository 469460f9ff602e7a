// @ts-check
/** What is said of two people: on a card, on their page and on the picture. */

import { counted, number, readOn } from "./grammar.js";

export const words = {
  bands: {
    exceptional: "Exceptionally close",
    very_close: "Very close",
    close: "Close",
    some: "Some common ground",
    none: "Nothing in common that counts",
  },
  evidence: { strong: "Strong evidence", fair: "Fair evidence", thin: "Thin evidence" },
  /** @param {number} n */
  oneIn: (n) => `closer than 1 pair in ${number(n)}`,
  tooLittle: "too little shared to say how rare",
  /** @param {number} n */
  discoveries: (n) => `${number(n)} only they have`,
  /** @param {string} ago */
  read: (ago) => `read ${ago}`,
  /** @param {number} shared @param {number} all */
  shared: (shared, all) => `${number(shared)} shared of ${counted(all, "artist", "artists")}`,
  meetAt: "You share",
  anonymous: "anonymous",
  unverified: "unverified",
  waves: { none: "", sent: "You have waved", received: "Waved at you", mutual: "You waved at each other" },
  anonymousText: "This person is anonymous: how close you are rests on the few artists that they name, and you see nothing else of their taste. If you both wave, you see all of it.",
  zeroText: "You share no artist and no track that counts. Below is what each of you could show the other.",
  thinText: "This rests on very little, so it may change. More of your listening makes it surer.",
  /** @param {string} ago */
  staleText: (ago) => `Their taste was read ${ago}: it may have changed since. You see the change when they read it again.`,
  /** @param {string} part @param {number} points */
  partPoints: (part, points) => `${part}: ${number(points)} points`,
  /** @param {number} points */
  points: (points) => `${number(points)} points`,
  of: "of 10,000",
  showSum: "Show the sum",
  sumCaption: "Every shared artist, track and genre with its part of the score",
  part: "Shared",
  kind: "Kind",
  pointsHeading: "Points",
  total: "Total",
  others: "Others",
  /** @param {string} kind */
  assumed: (kind) => `${kind}s: not known on one side, so the usual is assumed`,
  kinds: { artist: "artist", track: "track", genre: "genre", era: "era" },
  both: "Both of you",
  onlyYou: "Only you",
  onlyThem: "Only them",
  forYou: "For you to discover",
  forThem: "For them to discover",
  nothing: "Nothing here.",
  /** @param {number} place */
  theirPlace: (place) => `their no. ${number(place)}`,
  /** @param {number} place */
  yourPlace: (place) => `your no. ${number(place)}`,
  you: "you:",
  they: "they:",
  /** @param {number} place */
  no: (place) => `no. ${number(place)}`,
  /** @param {number} plays */
  plays: (plays) => counted(plays, "play", "plays"),
  bothInto: "both into",
  back: "All matches",
  /** @param {number} n */
  showAll: (n) => `Show all ${number(n)}`,
  /** @param {number} n @param {string} title */
  showAllOf: (n, title) => `Show all ${number(n)}: ${title}`,
  how: "How it was computed",
  /** @param {Date | null} yours @param {Date | null} theirs */
  dates: (yours, theirs) =>
    `Just now, from your taste ${readOn(yours)} and theirs ${readOn(theirs)}.`,
  /** @param {string} algorithm @param {string} version @param {number} people */
  computed: (algorithm, version, people) =>
    `By the algorithm ${algorithm}, against statistics ${version} of ${counted(people, "person", "people")}. A score is a cosine similarity of two weighted taste vectors, corrected for people who are near everybody.`,
  howWay: "Every step of it",
};
