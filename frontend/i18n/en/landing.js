// @ts-check
/** What the landing page says, and every other page that shows the ways in. */

export const words = {
  title: "Find the people who listen as you do",
  text: "Bring your top artists. We show who shares your taste, and why: every score shows the artists, tracks and genres it is made of.",
  waysIn: "Sources",
  looking: "Looking for sources …",
  /** @param {string} name */
  use: (name) => `Continue with ${name}`,
  invented: "This is a demo: the music services are stand-ins on this very server, and everybody you meet is invented.",
  noWays: "No music service is set up here. The API takes top items as JSON.",
  compare: "Compare with a friend",
  compareText: "Send them a link. It works even with few people here.",
  example: "An example: these two do not exist",
  pair: "Mara and Jonas",
  promises: [
    ["You decide who sees you", "Hidden, anonymous or open: you choose before anything is saved."],
    ["No black box", "One score, one sum. The rows add up to the last point."],
    ["Used once, forgotten", "Your sign-in or token reads your top lists once and is never kept."],
  ],

  /** The way in by one's own files. */
  ownFiles: {
    title: "Bring your own files",
    text: "Spotify's download, ListenBrainz, Last.fm or a CSV: read in your browser, never uploaded.",
    drop: "Drop them here, or click.",
    dropNow: "Let go to start reading",
  },

  comeBack: {
    title: "Come back with a recovery code",
    label: "Your recovery code",
    hint: "32 letters and digits. Dashes and spaces do not matter.",
    go: "Come back",
  },
};
