// @ts-check
/** What the list of matches says. */

import { counted, number } from "./grammar.js";

export const words = {
  title: "Your matches",
  label: "Arrange your matches",
  orderLabel: "Sort by",
  orders: {
    closest: "closest match",
    discover: "most to discover",
    newest: "newest taste",
  },
  /** How an order measures, and what it does not know. */
  orderNotes: {
    closest: "",
    discover: "Counts the artists that only they have. Anonymous people do not show this and come last.",
    newest: "Goes by when their taste was last read. Anonymous people do not show this and come last.",
  },
  filter: "Filter your matches",
  textLabel: "A name or a shared artist",
  textHint: "Searches the artists that count most in each match.",
  seenLabel: "Who",
  seen: { everybody: "Everybody", open: "Open people", anonymous: "Anonymous people" },
  hasWave: "With a wave",
  isVerified: "Verified",
  /** @param {number} shown @param {number} loaded */
  found: (shown, loaded) => `${counted(shown, "match", "matches")} of the ${number(loaded)} loaded so far.`,
  /** @param {number} shown @param {number} all */
  foundOfAll: (shown, all) => `${number(shown)} of your ${counted(all, "match", "matches")}.`,
  /** @param {number} loaded */
  arrangedSoFar: (loaded) => `Among the ${number(loaded)} loaded so far: show more to look through all.`,
  /** @param {number} all */
  whole: (all) => `That is your whole ranking: ${counted(all, "person", "people")}.`,
  apart: "Not verified",
  apartText: "Nothing proves who these people are: somebody may have made them up. So they come after all others, however close.",
  noneFits: "No match fits your filter.",
  showAll: "Show all again",
  /** @param {string} ago */
  stale: (ago) => `Your taste was read ${ago}, so these are the matches of that time.`,
  staleWay: "Read it again",
  littleWay: "Add another source",
  youngWay: "Compare with a friend",
  incomplete: "We could not look at everybody just now, so somebody close may be missing. Reload the page in a minute.",
  /** @param {number} artists @param {number} people */
  basis: (artists, people) =>
    `Based on ${counted(artists, "artist", "artists")} of yours, among ${counted(people, "person", "people")}.`,
  young: "Young community: there are too few people yet to say how rare a match is. Scores settle as more people join.",
  little: "Little data: with 20 artists or more, your matches get much better.",
  none: "Nobody here shares an artist or a track with you yet. Come back when more people have joined, bring somebody you know, or bring more of your listening.",
  more: "Show more",
  loadingMore: "Loading …",
  /** @param {number} n */
  added: (n) => `${number(n)} more matches.`,
};
