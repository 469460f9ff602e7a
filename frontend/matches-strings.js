// @ts-check
/** What is said above and below one's matches. */

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const matchesStrings = {
  label: "Arrange your matches",
  orderLabel: "First come",
  orders: {
    closest: "the closest",
    discover: "those with most to discover",
    newest: "the newest",
  },
  /** How an order measures, and what it does not know. */
  orderNotes: {
    closest: "",
    discover: "By how many artists only they have. Anonymous people, who do not tell, come last.",
    newest: "By when their taste was read last. Anonymous people, who do not tell, come last.",
  },
  filter: "Show only some of them",
  textLabel: "A name or a shared artist",
  textHint: "Of each match the artists that count most are looked through.",
  seenLabel: "Who",
  seen: { everybody: "Everybody", open: "Open people", anonymous: "Anonymous people" },
  hasWave: "With a wave",
  isVerified: "Verified",
  /** @param {number} shown @param {number} loaded */
  found: (shown, loaded) => `${counted(shown, "match", "matches")} of the ${loaded} loaded so far.`,
  /** @param {number} shown @param {number} all */
  foundOfAll: (shown, all) => `${shown} of your ${counted(all, "match", "matches")}.`,
  /** @param {number} loaded */
  arrangedSoFar: (loaded) => `Among the ${loaded} loaded so far: show more to look through all.`,
  /** @param {number} all */
  whole: (all) => `That is your whole ranking: ${counted(all, "person", "people")}.`,
  apart: "Not verified",
  apartText: "Nothing proves who these people are: somebody may have made them up. So they come after all others, however close.",
  noneFits: "None of them is like that.",
  showAll: "Show all again",
  /** @param {string} ago */
  stale: (ago) => `Your taste was read ${ago}, so these are the matches of that time.`,
  staleWay: "Read it again",
  littleWay: "Add another source",
  youngWay: "Compare with a friend",
  incomplete: "Not everything could be looked through just now, so somebody close may be missing. Reload the page in a minute.",
};
