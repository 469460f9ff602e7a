// @ts-check
/** What the page of waves says. */

import { namedDay } from "./grammar.js";

export const words = {
  title: "Waves",
  text: "A wave says hello. If you both wave, you see each other by name.",
  kinds: { received: "They waved at you", mutual: "You waved at each other", sent: "You waved at them" },
  none: { received: "Nobody, for now.", mutual: "Nobody, for now.", sent: "Nobody, for now." },
  /** @param {string} on */
  since: (on) => `since ${namedDay(on)}`,
  anonymous: "anonymous",
  unverified: "unverified",
  back: "Wave back",
  takeBack: "Take it back",
  /** @param {string} name */
  backOne: (name) => `Wave back at ${name}`,
  /** @param {string} name */
  takeBackOne: (name) => `Take back your wave at ${name}`,
  noneAtAll: "There are no waves yet. Open somebody among your matches and wave: it costs nothing, and shows nothing but that you did.",
  toMatches: "See your matches",
  hidden: "You are hidden: nobody sees you, and you cannot wave. You can take back the waves you sent.",
  unhide: "Choose another visibility",
};
