// @ts-check
/** Everything the site says, in one place: a second language is a second file. */

/** @typedef {{ href: string, text: string }} Action */
/**
 * What to say about an error; `hasCause` when the server's own sentence says why.
 * @typedef {{ title: string, text: string, action?: Action, hasCause?: boolean }} Told
 */

/**
 * A part of a sentence, already an element where it is more than words.
 * @typedef {Node | string} Part
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
    text: "Your session has expired. Sign in again: whoever is verified finds everything as it was.",
    action: startAgain,
  },
  session_invalid: {
    title: "Please sign in again",
    text: "Your session is not valid any more. Whoever is verified finds everything as it was.",
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
    action: { href: "#/settings", text: "Choose another visibility" },
  },
  nothing_kept: {
    title: "Nothing of yours is kept here",
    text: "Without a taste there are no matches. Bring what you listen to.",
    action: { href: "#/", text: "See the ways in" },
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
    text: "Nobody can come from this music service like this here.",
    action: startAgain,
  },
  refresh_too_soon: {
    title: "Read a moment ago",
    text: "This was read a moment ago.",
  },
  refresh_not_possible: {
    title: "Not without you",
    text: "This cannot be read again by itself any more: save it anew.",
    action: { href: "#/start", text: "Save anew" },
  },
  source_not_kept: {
    title: "It is gone already",
    text: "Nothing from there is kept any more. Reload the page to see what is.",
  },
  last_source: {
    title: "It is the only one",
    text: "All that is kept comes from there. Reload the page, and forget your taste instead.",
  },
  profile_too_large: {
    title: "That is too much",
    text: "All your sources together are more than can be kept. Remove one first, or replace what is here.",
  },
  body_too_large: {
    title: "That is too much",
    text: "The names in there are so long that the lists cannot be sent.",
  },
  erased: {
    title: "Everything about you is erased",
    text: "Nothing of yours is kept here any more, and you are signed out. You can start anew.",
    action: startAgain,
  },
  too_many_requests: {
    title: "Too many questions",
    text: "That was too much in a short time. Nothing is lost.",
  },
  recovery_code_unknown: {
    title: "This code leads nowhere",
    text: "This code leads nowhere, or not any more. Check it and try again.",
  },
  api_key_not_found: {
    title: "It is gone already",
    text: "This key is revoked already. Reload the page to see what is left.",
  },
  too_many_api_keys: {
    title: "There are too many keys",
    text: "You have as many keys as one may have. Revoke one first.",
  },
  invitation_not_found: {
    title: "It is over already",
    text: "This invitation was used, taken back, or has run out. Reload the page to see what is left.",
  },
  too_many_invitations: {
    title: "There are too many invitations",
    text: "You have as many invitations as one may have. Take one back first.",
  },
  block_not_found: {
    title: "It is gone already",
    text: "This block is lifted already. Reload the page to see what is left.",
  },
  not_mutable: {
    title: "That cannot be muted",
    text: "Up to 100 artists and 100 genres can be muted, and each needs a name that can be seen.",
  },
  empty_profile: {
    title: "Nothing would be left",
    text: "Then nothing of your taste would count any more, so it was not changed.",
  },
  revision_conflict: {
    title: "Saved elsewhere just now",
    text: "Your taste was saved by another tab at the same time. Try again.",
  },
  invalid_request: {
    title: "That cannot be sent",
    text: "What is typed here cannot be used. Check it and try again.",
    action: startAgain,
  },
  invalid_top_item: {
    title: "That cannot be saved",
    text: "A name needs 1 to 80 visible characters.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
  display_name_required: {
    title: "Which name shall others see?",
    text: "Your account there has no name. Whoever is open needs one: type it below the choice.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
  visibility_required: {
    title: "Choose who may see you",
    text: "It is your first time here, so nothing was chosen before.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
};

/** @type {Record<string, { name: string, home?: string }>} */
const sources = {
  spotify: { name: "Spotify", home: "https://open.spotify.com/" },
  listenbrainz: { name: "ListenBrainz", home: "https://listenbrainz.org/" },
  lastfm: { name: "Last.fm", home: "https://www.last.fm/" },
  history: { name: "Your own files" },
  top_items: { name: "The API" },
  demo: { name: "The invented world" },
};

const forHowLong =
  "Until your next save replaces it, or until you remove it on “My taste”. The keyed hash of a proven account stays after that.";

/**
 * What each source is asked for, and what becomes of it: said before one agrees.
 * @type {Record<string, [string, string][]>}
 */
const facts = {
  spotify: [
    ["What is read", "Once, at Spotify: your top 50 artists and top 50 tracks of about 4 weeks, 6 months and a year, and which account it is. The token for that is thrown away."],
    ["What is kept", "The names and places of these artists and tracks, the name that others see, and a keyed hash of the account, by which you come back. No e-mail, no history, no token."],
    ["For how long", forHowLong],
  ],
  listenbrainz: [
    ["What is read", "At ListenBrainz: your top 100 artists and top 100 recordings of about 4 weeks, 6 months and all time, with play counts; and the genres and years that it knows of them."],
    ["What is kept", "These artists and recordings with places, play counts, genres and years, and the name that others see: your user name, if you type no other. With a token, a keyed hash of the account, by which you come back. Never the token, no single listens."],
    ["For how long", forHowLong],
    ["Who sees it anyway", "At ListenBrainz anybody can look up these lists by your user name. Here, only whom you let."],
  ],
  lastfm: [
    ["What is read", "At Last.fm: your top 100 artists and top 100 tracks of 1 month, 6 months and all time, with play counts; and the genres among the tags of up to 40 of the artists."],
    ["What is kept", "These artists and tracks with places, play counts and genres, and the name that others see: your user name, if you type no other. With a sign-in, a keyed hash of the account, by which you come back. No token, no session key, no single scrobbles."],
    ["For how long", forHowLong],
    ["Who sees it anyway", "At Last.fm anybody can look up these lists by your user name, even where recent listening is hidden. Here, only whom you let."],
  ],
  history: [
    ["What is read", "Your files, by this page, on your device. The server never gets them."],
    ["What is kept", "Lists that you are shown before they are sent: names of artists and tracks with places and numbers of plays; and the name that others see. No single plays, no times."],
    ["For how long", "Until your next save replaces it, or until you remove it on “My taste”."],
  ],
};

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** @param {Date | null} time null where it is not told */
const readOn = (time) =>
  time ? `read on ${time.toLocaleDateString("en-GB", { dateStyle: "long" })}` : "of a date that is not told";

export const strings = {
  name: "Music Soulmate Finder",
  loading: "One moment …",
  errors,
  sources,
  tryAgain: "Try again",
  keepIt: "Keep it",

  /** @param {string[]} names */
  listed: (names) => new Intl.ListFormat("en").format(names),

  /** @param {number} seconds */
  tryAgainIn(seconds) {
    if (seconds < 90) return `Try again in ${counted(Math.ceil(seconds), "second", "seconds")}.`;
    if (seconds < 5400) return `Try again in about ${counted(Math.ceil(seconds / 60), "minute", "minutes")}.`;
    return `Try again in about ${counted(Math.ceil(seconds / 3600), "hour", "hours")}.`;
  },

  nav: { label: "Your pages", privacy: "Privacy", taste: "My taste", matches: "Matches", waves: "Waves", compare: "Compare", settings: "Settings", out: "Sign out", outForGood: "Sign out for good", noWayBack: "You are not verified. Unless one of your sources proved who you are, nothing but a recovery code lets you in again: make one in your settings.", stillIn: "You are still signed in: the server did not answer." },

  landing: {
    title: "Find the people who listen as you do",
    text: "Bring your top artists. We show who shares your taste, and why: every score comes apart into the artists, tracks and genres it is made of.",
    waysIn: "Ways in",
    looking: "Looking for ways in …",
    /** @param {string} name */
    use: (name) => `Continue with ${name}`,
    invented: "This is a demo: the music services are stand-ins on this very server, and everybody you meet is invented.",
    noWays: "No music service is set up here. The API takes top items as JSON.",
    compare: "Compare with a friend",
    compareText: "By a link that you send them; however few people are here.",
    reference: "API reference",
    example: "An example: these two do not exist",
    pair: "Mara and Jonas",
    promises: [
      ["You decide who sees you", "Hidden, anonymous or open: you choose before anything is saved."],
      ["No black box", "One score, one sum. The rows add up to the last point."],
      ["Used once, forgotten", "What proves who you are reads your top lists once and is never kept."],
    ],
  },

  historyLink: {
    title: "Bring your own files",
    text: "Spotify's download, ListenBrainz, Last.fm or a CSV: read in your browser, never uploaded.",
    drop: "Drop them here, or click.",
    dropNow: "Let go, and reading begins",
  },

  consent: {
    /** @param {string} name */
    title: (name) => `Continue with ${name}`,
    waysLegend: "How do you want to come?",
    wayLegend: "Who are you there?",
    /** @type {Record<string, (name: string) => { title: string, text: string }>} */
    ways: {
      user_name: (name) => ({
        title: "By my user name",
        text: `It is public at ${name} and proves nothing, so you are marked as not verified. Elsewhere, only a recovery code from your settings brings you back.`,
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
    /** @type {Record<string, string>} */
    userNameHints: {
      listenbrainz: "As at the end of your profile's address: listenbrainz.org/user/…",
      lastfm: "As at the end of your profile's address: last.fm/user/…",
    },
    inventedHint: "This is a stand-in. Its people are called invented-0, invented-1, invented-2 and so on.",
    /** @param {string} name */
    tokenLabel: (name) => `Your ${name} user token`,
    tokenHint: "It is used for this save alone, and kept nowhere.",
    inventedTokenHint: "It is used for this save alone, and kept nowhere. This is a stand-in: it does not know real tokens.",
    /** @type {Record<string, Action>} */
    tokenPlaces: {
      listenbrainz: { href: "https://listenbrainz.org/settings/", text: "Find it in your ListenBrainz settings (new tab)" },
    },
    /** @param {string} name */
    tokenRefused: (name) => `${name} does not know this token. Copy it once more from your settings there.`,
    secondPerson: "You are signed in as somebody verified. A user name proves nothing, so this makes a second, unverified person, and this browser will be that one. To stay who you are, prove it.",
    legend: "Who may see you?",
    text: "You can change it at any time; it holds at once.",
    /** @type {[string, string, string][]} */
    options: [
      ["open", "Open", "Others see the name below, your shared artists and the full sum. You see theirs."],
      ["anonymous", "Anonymous", "Others see an alias, and find you by up to 8 artists that you pick once your taste is here, and by nothing else. You see your matches."],
      ["hidden", "Hidden", "Nobody sees you, and you see nobody."],
      ["keep", "As before", "I have been here before: keep what I chose then."],
    ],
    nameLabel: "Name that others see",
    nameHint: "Up to 80 characters. Empty: the name of your account there.",
    nameKeptHint: "Up to 80 characters. Empty: the name that you have here.",
    named: {
      /** @param {number} n @param {number} most */
      title: (n, most) => `Artists to be found by: ${n} of ${most}`,
      text: "By these others find you, and by nothing else: pick what says most about you. Only whoever shares one sees it named, and only where 10 people or more here have it.",
    },
    /** @param {string} name */
    otherPerson: (name) => `You are signed in as somebody verified. With an account of ${name} that is not yours here yet, you become another person, and this browser will be that one. To stay who you are, add it.`,
    /** @param {string} name */
    knownAccount: (name) => `If your account at ${name} belongs to somebody here already, you become that person.`,
    losesVerified: "A user name proves nothing: with it, you are marked as not verified, until you remove it again. You can still come back as you did before.",
    join: {
      legend: "What about what is here already?",
      addTitle: "Add to it",
      /** @param {string} names */
      addText: (names) => `What came from elsewhere (${names}) stays. What two sources have heard does not count twice.`,
      replaceTitle: "Replace it",
      /** @param {string} names */
      replaceText: (names) => `What came from elsewhere (${names}) is forgotten.`,
      apartTitle: "Keep it apart",
      /** @param {string} names */
      apartText: (names) => `It makes another person. What came from elsewhere (${names}) stays with who you are now.`,
    },
    factsTitle: "What you agree to",
    facts,
    reference: "The same in detail: the API reference",
    againTitle: "Read it again from time to time",
    againText: "Your user name is kept for that, and about once a week your listening is read by it, without you. It ends when you save again without this tick, or when the name is gone or private there.",
    /** @param {string} name */
    go: (name) => `Sign in at ${name}`,
    /** @param {string} name */
    read: (name) => `Read my listening at ${name}`,
    going: "Going there …",
    goingText: "You come back here when you have answered there.",
  },

  signIn: {
    saving: "Reading your top lists …",
    savingText: "This takes a few seconds. Nothing is saved until all lists are here.",
  },

  taste: {
    title: "My taste",
    /** @param {number} seconds */
    ago(seconds) {
      const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
      if (seconds < 60) return "just now";
      if (seconds < 3600) return words.format(-Math.floor(seconds / 60), "minute");
      if (seconds < 86_400) return words.format(-Math.floor(seconds / 3600), "hour");
      const days = Math.floor(seconds / 86_400);
      if (days < 60) return words.format(-days, "day");
      if (days < 700) return words.format(-Math.floor(days / 30.44), "month");
      return words.format(-Math.floor(days / 365.25), "year");
    },
    verified: "Verified: you proved that it is yours.",
    partlyVerified: "Not verified as a whole: not every source proves that it is yours. By those that do, you can sign in again.",
    notVerified: "Not verified: nothing proves that it is yours. Elsewhere, only a recovery code from your settings brings you back.",
    visibility: { open: "You are open.", anonymous: "You are anonymous.", hidden: "You are hidden." },
    unfound: "Nobody finds you until you pick artists to be found by.",
    /** @param {string} source @param {Part} name @returns {Part[]} */
    kept: (source, name) => [`${source} is read again from time to time, by the user name `, name, "."],
    again: "Read again now",
    reading: "Reading again …",
    readAgain: "It has been read again.",
    kinds: { artist: "Artists", track: "Tracks", genre: "Genres", era: "Eras" },
    company: {
      title: "How rare it is",
      nobody: "Nobody here shares an artist or a track with you yet: for now, your taste is one of its own.",
      young: "There are too few people here yet to say how rare your taste is. It is yours anyway.",
      /** @param {number} asked */
      ownKind: (asked) => `Of the ${asked} nearest to you here, nobody comes close: your taste is one of its own.`,
      /** @param {number} near */
      few: (near) => `Rare, and not alone: ${counted(near, "person", "people")} here ${near === 1 ? "comes" : "come"} close to it.`,
      /** @param {number} near @param {number} asked */
      some: (near, asked) => `In good company: of the ${asked} nearest to you here, ${near} come close to it.`,
      /** @param {number} near */
      many: (near) => `In very good company: ${near} people or more here come close to it.`,
    },
    ranges: {
      label: "Of which time",
      /** @type {Record<string, string>} */
      names: {
        all: "All that counts, together",
        short_term: "About 4 weeks",
        medium_term: "About 6 months",
        long_term: "The longest time",
      },
      notes: {
        all: "By how much it counts in your matches: all times and sources together, without what you have muted.",
        one: "As your sources told it, with what you have muted. Genres and years are not told by time.",
      },
    },
    unknownKind: "Your sources do not say.",
    /** @param {number} n */
    andMore: (n) => `and ${n.toLocaleString("en")} more`,
    sources: {
      title: "Where it comes from",
      verified: "verified",
      notVerified: "not verified",
      /** @param {string} source */
      sent: (source) => (source === "top_items" ? "sent" : "read"),
      /** @param {Date} time @param {string} ago */
      on: (time, ago) => `on ${time.toLocaleDateString("en-GB", { dateStyle: "long" })}, ${ago}`,
      /** @param {Date} time */
      until: (time) => `goes by itself on ${time.toLocaleDateString("en-GB", { dateStyle: "long" })} unless you sign in there again`,
      remove: "Remove",
      /** @param {string} name */
      removeOne: (name) => `Remove ${name}`,
      /** @param {string} name */
      removing: (name) => ({
        title: `Remove ${name}?`,
        text: "What only this source told is forgotten at once, also in your matches. What the others told stays.",
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
      text: "More of your listening makes better matches. What two sources have heard does not count twice.",
    },
    forgotten: {
      title: "Your taste is forgotten",
      text: "Nothing of it is kept, and nobody finds you any more.",
      action: { href: "#/", text: "Back to the start" },
    },
    toMatches: "See your matches",
    anew: "Save anew",
    seen: "Change who sees you",
  },

  matches: {
    title: "Your matches",
    /** @param {number} artists @param {number} people */
    basis: (artists, people) =>
      `By ${counted(artists, "artist", "artists")} of yours, among ${counted(people, "person", "people")}.`,
    young: "Young community: there are too few people yet to say how rare a match is. Scores settle as more people join.",
    little: "Little data: with 20 artists or more, your matches get much better.",
    none: "Nobody here shares an artist or a track with you yet. Come back when more people have joined, bring somebody you know, or bring more of your listening.",
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
    tooLittle: "too little shared to say how rare",
    /** @param {number} n */
    discoveries: (n) => `${n.toLocaleString("en")} only they have`,
    /** @param {string} ago */
    read: (ago) => `read ${ago}`,
    /** @param {number} shared @param {number} all */
    shared: (shared, all) => `${shared} shared of ${counted(all, "artist", "artists")}`,
    meetAt: "You meet at",
    and: "and",
    anonymous: "anonymous",
    unverified: "unverified",
    waves: { none: "", sent: "You have waved", received: "Waved at you", mutual: "You waved at each other" },
    anonymousText: "This person is anonymous: how close you are goes by the few artists that they name, and nothing else of their taste is told. If you both wave, you see all of it.",
    zeroText: "You share no artist and no track that counts. What each of you could show the other stands below.",
    thinText: "This rests on very little, so it may well change. More of your listening makes it firmer.",
    /** @param {string} ago */
    staleText: (ago) => `Their taste was read ${ago}: by now it may be another. It changes here when they read it again.`,
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
    /** @param {number} place */
    no: (place) => `no. ${place}`,
    /** @param {number} plays */
    plays: (plays) => counted(plays, "play", "plays"),
    bothInto: "both into",
    back: "All matches",
    /** @param {number} n */
    showAll: (n) => `Show all ${n.toLocaleString("en")}`,
    /** @param {number} n @param {string} title */
    showAllOf: (n, title) => `Show all ${n.toLocaleString("en")}: ${title}`,
    how: "How it was computed",
    /** @param {Date | null} yours @param {Date | null} theirs */
    dates: (yours, theirs) =>
      `Just now, from your taste ${readOn(yours)} and theirs ${readOn(theirs)}.`,
    /** @param {string} algorithm @param {string} version @param {number} people */
    computed: (algorithm, version, people) =>
      `By the algorithm ${algorithm}, against statistics ${version} of ${counted(people, "person", "people")}. A score is a cosine similarity of two weighted taste vectors, corrected for people who are near everybody.`,
    howWay: "Every step of it",
  },
};

/**
 * A source as it calls itself, stand-in or not.
 * @param {{ source: string, name: string }} source
 */
export function plainName(source) {
  return sources[source.source]?.name ?? source.name;
}

/**
 * A source by its key, as it stands alone.
 * @param {string} source
 */
export function sourceTitle(source) {
  return sources[source]?.name ?? source;
}
