// @ts-check
/** Everything the site says, in one place: a second language is a second file. */

/** @typedef {{ href: string, text: string }} Action */
/**
 * What to say about an error; `hasCause` when the server's own sentence says why.
 * @typedef {{ title: string, text: string, action?: Action, hasCause?: boolean }} Told
 */

/** @type {Action} */
const startAgain = { href: "#/", text: "Back to the start" };

/** @type {Told} */
const nobodyHere = {
  title: "Nobody is here",
  text: "This person does not exist, has left, or does not want to be found.",
  action: { href: "#/matches", text: "Back to your matches" },
};

/** @type {Record<string, Told>} */
const errors = {
  unknown: {
    title: "Something went wrong",
    text: "The server gave an answer that makes no sense here. Nothing is lost.",
  },
  no_answer: {
    title: "No answer",
    text: "The server cannot be reached. Nothing is lost: check your connection and try again.",
  },
  store_unavailable: {
    title: "Out of order for a moment",
    text: "What is kept here cannot be read just now. Nothing is lost.",
  },
  insecure_page: {
    title: "Not at this address",
    text: "Browsers allow a safe sign-in only at 127.0.0.1 or over HTTPS. Open the site there.",
    action: startAgain,
  },
  wrong_state: {
    title: "That sign-in did not start here",
    text: "The answer does not belong to this tab, so it was not used. Start again.",
    action: startAgain,
  },
  sign_in_refused: {
    title: "You said no",
    text: "You did not let the music service share your top artists. Nothing was read, nothing was saved.",
    action: startAgain,
  },
  session_expired: {
    title: "You have been away for long",
    text: "Your session has expired. Sign in again; nothing is lost.",
    action: startAgain,
  },
  session_invalid: {
    title: "Please sign in again",
    text: "Your session is not valid any more. Nothing is lost.",
    action: startAgain,
  },
  session_required: {
    title: "Sign in first",
    text: "This page is about your own taste.",
    action: startAgain,
  },
  hidden_user: {
    title: "You are hidden",
    text: "Hidden people see nobody and are seen by nobody.",
    action: { href: "#/start/spotify", text: "Choose another visibility" },
  },
  taste_profile_not_found: nobodyHere,
  not_found: nobodyHere,
  source_empty: {
    title: "No top artists yet",
    text: "The music service knows too little about this account. Listen for some days and come back.",
    action: startAgain,
  },
  source_rate_limited: {
    title: "Too many questions",
    text: "The music service asks us to wait.",
    hasCause: true,
    action: startAgain,
  },
  source_sign_in_expired: {
    title: "Please connect again",
    text: "The sign-in at the music service has expired.",
    action: startAgain,
  },
  source_refused: {
    title: "The sign-in was refused",
    text: "The music service did not accept the sign-in. Start again.",
    hasCause: true,
    action: startAgain,
  },
  source_not_permitted: {
    title: "Not allowed by the music service",
    text: "The music service does not let this account in.",
    hasCause: true,
    action: startAgain,
  },
  source_unavailable: {
    title: "The music service does not answer",
    text: "Nothing was saved. Try again in a while.",
    hasCause: true,
    action: startAgain,
  },
  source_account_unknown: {
    title: "Whose account is this?",
    text: "The music service does not say whose account this is, so nothing was saved.",
    action: startAgain,
  },
  source_not_offered: {
    title: "No way in here",
    text: "Nobody can sign in at this music service here.",
    action: startAgain,
  },
  display_name_required: {
    title: "Which name shall others see?",
    text: "Your account there has no name. Whoever is open needs one: type it below the choice.",
    action: { href: "#/start/spotify", text: "Choose and sign in" },
  },
  visibility_required: {
    title: "Choose who may see you",
    text: "It is your first time here, so nothing was chosen before.",
    action: { href: "#/start/spotify", text: "Choose and sign in" },
  },
};

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const strings = {
  name: "Music Soulmate Finder",
  loading: "One moment …",
  errors,
  tryAgain: "Try again",

  /** @param {number} seconds */
  tryAgainIn(seconds) {
    if (seconds < 90) return `Try again in ${counted(Math.ceil(seconds), "second", "seconds")}.`;
    if (seconds < 5400) return `Try again in about ${counted(Math.ceil(seconds / 60), "minute", "minutes")}.`;
    return `Try again in about ${counted(Math.ceil(seconds / 3600), "hour", "hours")}.`;
  },

  nav: { label: "Your pages", taste: "My taste", matches: "Matches", out: "Sign out", stillIn: "You are still signed in: the server did not answer." },

  landing: {
    title: "Find the people who listen as you do",
    text: "Bring your top artists. We show who shares your taste, and why: every score comes apart into the artists, tracks and genres it is made of.",
    waysIn: "Ways in",
    looking: "Looking for ways in …",
    /** @param {string} name */
    use: (name) => `Continue with ${name}`,
    invented: "This is a demo: the music service is a stand-in on this very server, and everybody you meet is invented.",
    noWays: "No music service is set up here. The API takes top items as JSON.",
    reference: "API reference",
    example: "An example: these two do not exist",
    pair: "Mara and Jonas",
    promises: [
      ["You decide who sees you", "Hidden, anonymous or open: you choose before anything is saved."],
      ["No black box", "One score, one sum. The rows add up to the last point."],
      ["Used once, forgotten", "The music service's token reads your top lists once and is never kept."],
    ],
  },

  consent: {
    title: "Who may see you?",
    text: "Choose before anything is saved. You can change it with your next save.",
    legend: "Visibility",
    options: [
      ["open", "Open", "Others see the name below, your shared artists and the full sum. You see theirs."],
      ["anonymous", "Anonymous", "Others see an alias and how close you are, never what you listen to. You see your matches."],
      ["hidden", "Hidden", "Nobody sees you, and you see nobody."],
      ["keep", "As before", "I have been here before: keep what I chose then."],
    ],
    nameLabel: "Name that others see",
    nameHint: "Up to 80 characters. Empty: the name of your account there.",
    /** @param {string} name */
    go: (name) => `Sign in at ${name}`,
    going: "Going there …",
    goingText: "You come back here when you have answered there.",
    sharing: "What is read: your top artists and top tracks of three time ranges, once. What is kept: their names and places. No e-mail, no history, no token.",
  },

  signIn: {
    saving: "Reading your top lists …",
    savingText: "This takes a few seconds. Nothing is saved until all lists are here.",
  },

  taste: {
    title: "My taste",
    /** @param {string} source @param {string} date */
    from: (source, date) => `From ${source}, saved ${date}.`,
    visibility: { open: "You are open.", anonymous: "You are anonymous.", hidden: "You are hidden." },
    kinds: { artist: "Artists", track: "Tracks", genre: "Genres", era: "Eras" },
    unknownKind: "Your sources do not say.",
    sources: { spotify: "Spotify", top_items: "the API", demo: "the invented world" },
    /** @param {number} n */
    andMore: (n) => `and ${n.toLocaleString("en")} more`,
    toMatches: "See your matches",
    refresh: "Refresh or change visibility",
  },

  matches: {
    title: "Your matches",
    /** @param {number} artists @param {number} people */
    basis: (artists, people) =>
      `By ${counted(artists, "artist", "artists")} of yours, among ${counted(people, "person", "people")}.`,
    young: "Young community: there are too few people yet to say how rare a match is. Scores will settle.",
    little: "Little data: with 20 artists or more, your matches get much better.",
    none: "Nobody here shares an artist or a track with you yet. Come back when more people have joined.",
    more: "Show more",
    loadingMore: "Loading …",
    /** @param {number} n */
    added: (n) => `${n} more matches.`,
  },

  match: {
    bands: {
      exceptional: "Exceptionally close",
      very_close: "Very close",
      close: "Close",
      some: "Some common ground",
      none: "Nothing in common that counts",
    },
    evidence: { strong: "Strong evidence", fair: "Fair evidence", thin: "Thin evidence" },
    /** @param {number} n */
    oneIn: (n) => `closer than 1 pair in ${n.toLocaleString("en")}`,
    /** @param {number} shared @param {number} all */
    shared: (shared, all) => `${shared} shared of ${counted(all, "artist", "artists")}`,
    meetAt: "You meet at",
    and: "and",
    anonymous: "anonymous",
    unverified: "unverified",
    anonymousText: "This person is anonymous: you see how close you are, not what they listen to.",
    /** @param {number} points */
    points: (points) => `${points.toLocaleString("en")} points`,
    of: "of 10,000",
    showSum: "Show the sum",
    sumCaption: "Every shared artist, track and genre with its part of the score",
    part: "Shared",
    kind: "Kind",
    pointsHeading: "Points",
    total: "Total",
    others: "Others",
    /** @param {string} kind */
    assumed: (kind) => `${kind}s: not known on one side, what is usual was assumed`,
    kinds: { artist: "artist", track: "track", genre: "genre", era: "era" },
    both: "Both of you",
    onlyYou: "Only you",
    onlyThem: "Only them",
    forYou: "For you to discover",
    forThem: "For them to discover",
    nothing: "Nothing here.",
    /** @param {number} place */
    theirPlace: (place) => `their no. ${place}`,
    /** @param {number} place */
    yourPlace: (place) => `your no. ${place}`,
    you: "you:",
    they: "they:",
    /** @param {number} rank */
    rank: (rank) => `no. ${rank}`,
    /** @param {number} plays */
    plays: (plays) => counted(plays, "play", "plays"),
    bothInto: "both into",
    listed: "listed",
    back: "All matches",
    /** @param {string} algorithm @param {string} version @param {number} people */
    how: (algorithm, version, people) =>
      `How it was computed: ${algorithm}, statistics ${version} of ${counted(people, "person", "people")}. A score is a cosine similarity of two weighted taste vectors, corrected for people who are near everybody.`,
  },
};
