// @ts-check
/**
 * Everything that a person reads or hears here, in English.
 *
 * Another language is another file of this shape, named in `language.js`. It imports
 * nothing; what it says of an amount, a day or a list follows its own rules.
 */

const TAG = "en-GB";
const digits = new Intl.NumberFormat(TAG);
const plurals = new Intl.PluralRules(TAG);
const days = new Intl.DateTimeFormat(TAG, { dateStyle: "long" });
const hours = new Intl.DateTimeFormat(TAG, { dateStyle: "long", timeStyle: "short" });
// A day that the server or a file names is the same day everywhere.
const namedDays = new Intl.DateTimeFormat(TAG, { dateStyle: "long", timeZone: "UTC" });
const lists = new Intl.ListFormat(TAG);
const times = new Intl.RelativeTimeFormat(TAG, { numeric: "auto" });

/** @param {number} n */
const number = (n) => digits.format(n);
/** @param {number} n @param {string} one @param {string} many */
const choose = (n, one, many) => (plurals.select(n) === "one" ? one : many);
/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${number(n)} ${choose(n, one, many)}`;
/** @param {Date} time */
const day = (time) => days.format(time);
/** @param {Date} time */
const hour = (time) => hours.format(time);
/** @param {string} on an ISO day */
const namedDay = (on) => namedDays.format(new Date(`${on}T00:00:00Z`));
/** @param {Date | null} time null where it is not told */
const readOn = (time) => (time ? `read on ${day(time)}` : "of a date that is not told");
/** @param {number} bytes */
function megabytes(bytes) {
  if (bytes < 1e6) return `${number(Math.ceil(bytes / 1e3))} kB`;
  const digitsShown = { maximumFractionDigits: bytes < 1e7 ? 1 : 0 };
  return `${(bytes / 1e6).toLocaleString(TAG, digitsShown)} MB`;
}

/** @typedef {{ href: string, text: string }} Action */
/**
 * What to say about an error; with causes, what each says of the music service named.
 * @typedef {{ title: string, text: string, action?: Action,
 *   causes?: Record<string, (name: string) => string> }} Told
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

/** @type {Action} */
const toComparisons = { href: "#/compare", text: "Your comparisons" };

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
    causes: {
      busy: (name) => `${name} is busy.`,
      quota: (name) => `${name} has given this app all it gives in a day.`,
    },
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
    causes: {
      consent_refused: (name) => `The sign-in was cancelled at ${name}: nothing was read.`,
      wrong_state: () => "This sign-in was not started here: start again on this site.",
      bad_code: (name) => `${name} no longer accepts this sign-in: it was used or is too old. Sign in again.`,
      bad_verifier: () => "This sign-in was started elsewhere: sign in again here.",
      bad_redirect: (name) => `${name} does not know the address that it shall return to: whoever runs this server has to register it there, character by character.`,
      bad_client: (name) => `${name} does not know this app: whoever runs this server has to check its client id.`,
      bad_token: (name) => `This is no access token of ${name}.`,
      tokens_not_accepted: (name) => `Access tokens are not accepted here: sign in at ${name}.`,
      bad_user_name: (name) => `This cannot be a user name at ${name}: check its spelling.`,
      unknown_user: (name) => `${name} knows nobody by this user name: check its spelling.`,
      stronger_sign_in: (name) => `Whose account this is also signs in elsewhere: sign in there first, then add ${name}.`,
    },
    action: startAgain,
  },
  source_not_permitted: {
    title: "Not allowed by the music service",
    text: "The music service does not let this account in.",
    causes: {
      not_allow_listed: (name) => `${name} lets only allow-listed people use this app: ask its owner to add you.`,
      owner_without_premium: (name) => `${name} has paused this app: its owner has no active Premium subscription.`,
      removed_endpoint: (name) => `${name} no longer gives this to apps like this one.`,
      missing_scope: (name) => `${name} was not allowed to share your top lists: sign in again and agree to that.`,
      not_playlist_owner: (name) => `${name} shows and changes only your own playlists.`,
      private_user: (name) => `This listening is private at ${name}: make it public there, or sign in.`,
      unknown: (name) => `${name} forbids this and does not say why.`,
    },
    action: startAgain,
  },
  source_unavailable: {
    title: "The music service does not answer",
    text: "Nothing was saved. Try again in a while.",
    causes: {
      timeout: (name) => `${name} takes too long to answer. Try again soon.`,
      unreachable: (name) => `${name} cannot be reached just now. Try again soon.`,
      server_error: (name) => `${name} has trouble of its own. Try again soon.`,
      broken_answer: (name) => `${name} gave an answer that cannot be read. Try again soon.`,
      not_computed: (name) => `${name} has not computed these top lists yet. Try again in a day.`,
    },
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

/** @typedef {typeof import("../logic/server-facts.js")} ServerFacts */
/** Something by its name, and what is said of it. */
/** @typedef {[string, string]} Entry */

/** @param {ServerFacts} facts @returns {Entry[]} */
const kept = (facts) => [
  ["Your taste", "Names of artists and tracks with places or numbers of plays, by time range; genres and years where a source knows them. Until your next save replaces it, or you remove it."],
  ["What follows from it", "Weights made of your taste, by which others find you, and a random sample of people that scores are compared with. The weights change with your taste, the sample with the next statistics of the community."],
  ["How you want to be seen", "Hidden, anonymous or open; a name if you have one; artists that may be named; what you muted; whether others last knew you by a name or an alias. Until you change it or leave."],
  ["Accounts that proved who you are", "A keyed hash of each, by which you come back: from it, nobody can read the account. Until you leave."],
  ["A user name to read again", `Only if you agreed to it. It is used about every ${number(facts.REFRESH_DAYS)} days, until you end it, or the name is gone or private there.`],
  ["Your session", `A signed cookie in your browser. It ends ${number(facts.SESSION_DAYS)} days after its last use, or when you sign out.`],
  ["A recovery code, keys of programs", `As hashes: nobody can read them here. Until you replace the code, revoke the key, or leave. Beside a key, the hour of its last use, for ${number(facts.AUDIT_DAYS)} days at the most.`],
  ["Waves", "Who waved at whom, and when. Until one takes it back or leaves, or becomes anonymous whose name the other knew."],
  ["Invitations", `A hash of each code, good for ${number(facts.INVITATION_DAYS)} days at the most. Whom you compare with, until one of you ends it or leaves.`],
  ["Blocks", "A keyed hash of whom you blocked, and the day. It outlives an erasure of the blocked person, so that it holds again if they return by the same account; it goes when you lift it or leave."],
  ["What was done with your account", `Changes of visibility, exports, keys, recoveries, each with its time. For ${number(facts.AUDIT_DAYS)} days, for you alone: it is in your export.`],
  ["How often you asked", `Counted for up to ${number(facts.LIMIT_MINUTES)} minutes, under your id or a keyed hash of your internet address. In the cloud, the number itself is gone within some days.`],
  ["That you were erased", "A keyed hash of your random id, for ever: it keeps you erased when a backup is brought back. It does not tell who you were."],
  ["Backups", `Where this runs in the cloud, its tables can be brought back as they were up to ${number(facts.BACKUP_DAYS)} days ago. Whoever was erased since is erased again.`],
  ["Logs", `In the cloud, which operation was asked and how long it took: no names, taste, addresses or tokens. For ${number(facts.LOG_DAYS)} days, unless whoever runs this chose another time. On one's own machine, lines on the terminal.`],
];

/** @param {ServerFacts} facts @returns {Entry[]} */
const seen = (facts) => [
  ["Hidden", "Nobody sees you, and you see nobody, but for people you compare with by invitation."],
  ["Anonymous", `Others see an alias, which is another one for each of them, and how close you are in words, without the number. They find you by up to ${number(facts.NAMED_ARTISTS)} artists that you picked, and by nothing else: two who pick the same look alike to everybody. Only those artists are named that they have, too, and that ${number(facts.KNOWN_TO)} people or more here have.`],
  ["Open", "Others see your name, the whole sum, what you share, and what only one of you listens to."],
  ["After you both waved", "The two of you see each other as if both were open, until one takes the wave back."],
  ["By invitation", "The two of you see the whole comparison, also if you are hidden: the sum, and what both and only one of you listen to. Your name only if you said so."],
  ["Blocked", "Neither meets the other here again. Being blocked looks just like nobody being there."],
];

/** @param {ServerFacts} facts @returns {Entry[]} */
const browser = (facts) => [
  ["The cookie “session”", `It says who you are, and no page can read it. ${number(facts.SESSION_DAYS)} days from its last use.`],
  ["The cookie “signed_in”", "It says only that there is a session, so that the server is not asked in vain. As long as that."],
  ["Until you close the tab", "What you chose before a sign-in at a music service, and which invitation you were reading."],
  ["With an entry of the tab's history", "How far down you were in a list, and the code of an invitation, which leaves the address as soon as it is read."],
];

/**
 * What stays after an erasure: as the server names it, and as it reads here.
 * @type {Record<string, string>}
 */
const remnants = {
  "your weights in the sample that scores are compared with, where you are in it":
    "your weights in the sample that scores are compared with, where you are in it",
  "backups, from which you are erased again when they are restored":
    "backups, from which you are erased again when they are restored",
  "how often you asked just now, counted under a keyed hash":
    "how often you asked just now, counted under a keyed hash",
  "a keyed hash that keeps you erased, and does not tell who you were":
    "a keyed hash that keeps you erased, and does not tell who you were",
};

/**
 * How long it stays, likewise.
 * @type {Record<string, string>}
 */
const howLong = {
  "the next statistics of the community": "Until the next statistics of the community.",
  "a few days": "For a few days.",
  "35 days": "For up to 35 days.",
  ever: "For ever.",
};

/** @type {Record<string, Told>} */
const historyRefusals = {
  encrypted: {
    title: "This zip is locked",
    text: "It asks for a password, so nothing in it can be read. Unpack it on your device and choose the files themselves.",
  },
  truncated: {
    title: "This zip is damaged",
    text: "A part is missing or broken, as after a download that stopped. Download it again.",
  },
  too_large: {
    title: "This is too large",
    text: "It unpacks to far more than a listening history can be. Choose the history files themselves instead of the zip.",
  },
  unsafe_path: {
    title: "This zip is not as its maker left it",
    text: "Names of files in it are repeated or lead outside of it. Take the zip as you downloaded it.",
  },
  unknown_format: {
    title: "This is no listening history that we know",
    text: "Choose what Spotify, ListenBrainz or Last.fm gave you, or a CSV as described below.",
  },
  technical_log: {
    title: "This is the wrong package",
    text: "It is Spotify's technical log, which says little about your music. Ask Spotify for your extended streaming history instead.",
  },
  nested: {
    title: "This is a zip inside of a zip",
    text: "Unpack the outer one and choose the inner one.",
  },
  not_text: {
    title: "This is no text",
    text: "It is not written in UTF-8. Take the file as you downloaded it, or save it as UTF-8.",
  },
  no_plays: {
    title: "No plays in there",
    text: "All rows were skipped: too short, private, podcasts, or without a readable time. The list below says which.",
  },
  unreadable: {
    title: "That could not be read",
    text: "Your browser stopped reading. Close other tabs and try again, or choose fewer files at once.",
  },
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
    text: "What stands here stays, and can be sent again.",
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
    out: "Sign out",
    outForGood: "Sign out for good",
    noWayBack: "You are not verified. Unless one of your sources proved who you are, nothing but a recovery code lets you in again: make one in your settings.",
    stillIn: "You are still signed in: the server did not answer.",
  },

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
    options: {
      open: {
        title: "Open",
        text: "Others see the name below, your shared artists and the full sum. You see theirs.",
      },
      anonymous: {
        title: "Anonymous",
        text: "Others see an alias, and find you by up to 8 artists that you pick once your taste is here, and by nothing else. You see your matches.",
      },
      hidden: { title: "Hidden", text: "Nobody sees you, and you see nobody." },
      keep: { title: "As before", text: "I have been here before: keep what I chose then." },
    },
    nameLabel: "Name that others see",
    nameHint: "Up to 80 characters. Empty: the name of your account there.",
    nameKeptHint: "Up to 80 characters. Empty: the name that you have here.",
    named: {
      /** @param {number} n @param {number} most */
      title: (n, most) => `Artists to be found by: ${number(n)} of ${number(most)}`,
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
      if (seconds < 60) return "just now";
      if (seconds < 3600) return times.format(-Math.floor(seconds / 60), "minute");
      if (seconds < 86_400) return times.format(-Math.floor(seconds / 3600), "hour");
      const days = Math.floor(seconds / 86_400);
      if (days < 60) return times.format(-days, "day");
      if (days < 700) return times.format(-Math.floor(days / 30.44), "month");
      return times.format(-Math.floor(days / 365.25), "year");
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
      ownKind: (asked) => `Of the ${number(asked)} nearest to you here, nobody comes close: your taste is one of its own.`,
      /** @param {number} near */
      few: (near) => `Rare, and not alone: ${counted(near, "person", "people")} here ${choose(near, "comes", "come")} close to it.`,
      /** @param {number} near @param {number} asked */
      some: (near, asked) => `In good company: of the ${number(asked)} nearest to you here, ${number(near)} come close to it.`,
      /** @param {number} near */
      many: (near) => `In very good company: ${number(near)} people or more here come close to it.`,
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
    found: (shown, loaded) => `${counted(shown, "match", "matches")} of the ${number(loaded)} loaded so far.`,
    /** @param {number} shown @param {number} all */
    foundOfAll: (shown, all) => `${number(shown)} of your ${counted(all, "match", "matches")}.`,
    /** @param {number} loaded */
    arrangedSoFar: (loaded) => `Among the ${number(loaded)} loaded so far: show more to look through all.`,
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
    /** @param {number} artists @param {number} people */
    basis: (artists, people) =>
      `By ${counted(artists, "artist", "artists")} of yours, among ${counted(people, "person", "people")}.`,
    young: "Young community: there are too few people yet to say how rare a match is. Scores settle as more people join.",
    little: "Little data: with 20 artists or more, your matches get much better.",
    none: "Nobody here shares an artist or a track with you yet. Come back when more people have joined, bring somebody you know, or bring more of your listening.",
    more: "Show more",
    loadingMore: "Loading …",
    /** @param {number} n */
    added: (n) => `${number(n)} more matches.`,
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
    oneIn: (n) => `closer than 1 pair in ${number(n)}`,
    tooLittle: "too little shared to say how rare",
    /** @param {number} n */
    discoveries: (n) => `${number(n)} only they have`,
    /** @param {string} ago */
    read: (ago) => `read ${ago}`,
    /** @param {number} shared @param {number} all */
    shared: (shared, all) => `${number(shared)} shared of ${counted(all, "artist", "artists")}`,
    meetAt: "You meet at",
    anonymous: "anonymous",
    unverified: "unverified",
    waves: { none: "", sent: "You have waved", received: "Waved at you", mutual: "You waved at each other" },
    anonymousText: "This person is anonymous: how close you are goes by the few artists that they name, and nothing else of their taste is told. If you both wave, you see all of it.",
    zeroText: "You share no artist and no track that counts. What each of you could show the other stands below.",
    thinText: "This rests on very little, so it may well change. More of your listening makes it firmer.",
    /** @param {string} ago */
    staleText: (ago) => `Their taste was read ${ago}: by now it may be another. It changes here when they read it again.`,
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
    assumed: (kind) => `${kind}s: not known on one side, what is usual was assumed`,
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
  },

  wave: {
    title: "Wave",
    actions: {
      none: "Wave",
      sent: "Take the wave back",
      received: "Wave back",
      mutual: "Take the wave back",
    },
    states: {
      none: "",
      sent: "You have waved. It is told on their page of waves.",
      received: "They have waved at you.",
      mutual: "You have waved at each other.",
    },
    /** By whom a wave from both sides would reveal. */
    means: {
      nobody: "A wave says hello, and that it was you. You can see each other by name anyway.",
      them: "They see by your name that you waved. If they wave as well, you see their name and all that you share.",
      you: "They see that somebody of your alias waved. If they wave as well, they see your name and all that you share.",
      both: "They see that somebody of your alias waved. If they wave as well, you see each other's names and all that you share.",
    },
    /** The same where they have waved already. */
    meansBack: {
      nobody: "A wave back says hello as well. You can see each other by name anyway.",
      them: "If you wave back, you see their name and all that you share, at once.",
      you: "If you wave back, they see your name and all that you share, at once.",
      both: "If you wave back, you see each other's names and all that you share, at once.",
    },
    meansMutual: "You see each other by name, with all that you share, until one of you takes the wave back.",
    end: "Either of you can take it back at any time.",
    noName: "You have given no name: they would go on seeing your alias.",
    giveName: "Give one in your settings",
    done: {
      none: "Your wave is taken back.",
      sent: "You have waved.",
      received: "Your wave is taken back. Theirs at you stands.",
      mutual: "You have waved at each other.",
    },
    hidden: "You are hidden, so you cannot wave.",
    unhide: "Choose another visibility",
    nobody: "They cannot be waved at: whoever has left, hides or is known by an invitation alone meets nobody.",
    closed: {
      title: "Your wave is taken back",
      text: "What it revealed is closed again: they are known to you by an alias alone. Their wave at you stands.",
      action: { href: "#/waves", text: "See your waves" },
    },
  },

  block: {
    title: "Rather not?",
    text: "Neither of you meets the other here again. They are not told.",
    go: "Block this person",
    asking: {
      title: "Block this person?",
      text: "Neither of you meets the other here again, in no list and on no page. Waves and comparisons between you end. You can lift it in your settings, where only its day is told.",
      yes: "Block",
      no: "Not now",
    },
    done: "Blocked: neither of you meets the other here again. You can lift it in your settings.",
  },

  waves: {
    title: "Waves",
    text: "A wave says hello. Two who wave at each other see each other by name.",
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
    hidden: "You are hidden: nobody sees you, and you cannot wave. What you have sent you can take back.",
    unhide: "Choose another visibility",
  },

  invitations: {
    compare: {
      title: "Compare with a friend",
      text: "Make a link, send it to somebody you know, and see how your tastes meet. It works however few people are here, and also if you are hidden.",
      first: {
        title: "First, bring what you listen to",
        text: "After that, you come back here by yourself.",
      },
    },

    make: {
      title: "Invite somebody",
      text: "Whoever opens the link sees who invites them, and agrees before anything is compared.",
      nameLegend: "Who invites?",
      /** @param {string} name */
      byName: (name) => ({ title: `I do, as ${name}`, text: "They see the name that you have here." }),
      byNobody: { title: "Somebody", text: "They see no name on the invitation, and an alias afterwards." },
      noName: "You have no name here, so they see an alias. A name is typed in the settings, under “Open”.",
      timesLegend: "For how many?",
      once: { title: "For one person", text: "The link is good once." },
      often: { title: "For several", text: "Everybody who gets the link can compare with you, until you take it back." },
      daysLabel: "For how many days?",
      /** @param {number} most */
      daysHint: (most) => `1 to ${number(most)}. Comparisons that it brought stay.`,
      make: "Make the link",
      made: "The link is made.",
      label: "Your link",
      keep: "It is shown this one time. Send it to nobody but your friend.",
      share: "Share …",
      sharing: "How do our tastes in music meet? Compare with me.",
      shared: "It is on its way.",
      notShared: "It could not be shared from here: copy it.",
    },

    standing: {
      title: "Invitations that stand",
      text: "Links that nobody has used up, and that have not run out.",
      none: "There are none.",
      /** @param {boolean} isNamed */
      who: (isNamed) => (isNamed ? "By your name" : "Without your name"),
      /** @param {boolean} isReusable @param {Date} end */
      facts: (isReusable, end) => `${isReusable ? "for several" : "for one person"} · until ${day(end)}`,
      revoke: "Take back",
      /** @param {Date} made @param {Date} end */
      revokeOne: (made, end) => `Take back the invitation made on ${day(made)}, good until ${day(end)}`,
      revoking: {
        title: "Take this invitation back?",
        text: "Its link leads nowhere any more. Whoever has accepted it stays.",
        yes: "Take it back",
      },
      revoked: "It is taken back.",
    },

    companions: {
      title: "You compare with",
      text: "Each of you sees the other's page, until one of you ends it.",
      none: "Nobody yet.",
      /** @param {boolean} isNamed @param {Date} since */
      facts: (isNamed, since) => `${isNamed ? "" : "an alias: they kept their name · "}since ${day(since)}`,
      end: "End",
      /** @param {string} name */
      endOne: (name) => `End the comparison with ${name}`,
      /** @param {string} name */
      ending: (name) => ({
        title: `End the comparison with ${name}?`,
        text: "It ends for both of you, at once. To compare again, one of you has to invite the other.",
        yes: "End it",
      }),
      ended: "It is over, for both.",
    },

    opened: {
      /** @param {Part} name @returns {Part[]} */
      by: (name) => [name, " invites you to compare"],
      byNobody: "Somebody invites you to compare",
      unnamed: "Whoever made this invitation did not give their name. Accept it only if you know who sent you the link.",
      /** @param {boolean} isReusable @param {Date} end */
      facts: (isReusable, end) =>
        `It is good until ${day(end)}${isReusable ? ", for everybody who has the link." : ", for one person."}`,
      seen: {
        title: "What both of you will see",
        items: [
          "How close you are, and the whole sum that it is made of.",
          "What both of you listen to, what only one of you does, with places and numbers of plays where they are known.",
          "What each could show the other.",
        ],
        text: "Nobody else sees it, and it changes nothing about who finds you here. Either of you can end it at any time, for both.",
      },
      first: {
        title: "First, bring what you listen to",
        text: "Choose how. After that, you come back to this invitation by yourself, and nothing is compared before you agree.",
      },
      nameLegend: "What do they see of you?",
      /** @param {string} name */
      byName: (name) => ({ title: `My name: ${name}`, text: "It is the name that you have here." }),
      byAlias: { title: "An alias", text: "Your taste, but not your name." },
      noName: "You have no name here, so they see an alias.",
      accept: "Compare",
      decline: "No, thanks",
    },

    over: {
      incomplete: {
        title: "This link is not whole",
        text: "Something of it is missing: such links get cut at the end of a line. Open it once more from the message it came in, or copy all of it.",
      action: toComparisons,
      },
      expired: {
        title: "This invitation has run out",
        text: "It was good until a moment ago. Ask whoever sent it for another.",
      },
      refused: {
        title: "It cannot be accepted",
        text: "It was used or taken back in this very moment, or it is not for you. Ask whoever sent it for another.",
        action: toComparisons,
      },
      own: {
        title: "This is your own invitation",
        text: "It works: send the link to somebody else. It stays good for them.",
        action: toComparisons,
      },
      unknown: {
        title: "This link leads nowhere",
        text: "What may have happened:",
        reasons: [
          ["It has run out.", "Links are good for some days. Ask for another."],
          ["It was used.", "Many are good for one person. If that was you, you find it among your comparisons."],
          ["It was taken back.", "Whoever made it can do so at any time, or has left."],
          ["It is not whole.", "Open it once more from the message it came in."],
        ],
        action: toComparisons,
      },
    },
  },

  history: {
    refusals: historyRefusals,
    title: "Bring your listening history",
    text: "Your files are read here, in your browser. They are never uploaded: only lists of your most played artists and tracks leave this page, after you have seen them and agreed.",

    zone: {
      title: "Drop your files here",
      orChoose: "A zip or single files, as many as you have, all of one person.",
      choose: "Choose files",
      anew: "Choose other files",
      dropNow: "Let go, and reading begins",
    },

    how: {
      title: "How to get your files",
      /** @type {[string, string, { href: string, text: string } | null][]} */
      list: [
        ["Spotify", "Ask for your extended streaming history: it holds everything and takes up to 30 days. Account data takes about 5 days and holds the last year.", { href: "https://www.spotify.com/account/privacy/", text: "Privacy page of Spotify" }],
        ["ListenBrainz", "Ask for an export of your listens and take the zip.", { href: "https://listenbrainz.org/settings/export/", text: "Export page of ListenBrainz" }],
        ["Last.fm", "Last.fm has no export of its own. Tools such as “Last.fm to CSV” and “lastfmstats” write files that can be read here.", null],
        ["Anything else", "A CSV in UTF-8 with the columns artist, track and played_at, and ms_played if you have it.", null],
      ],
    },

    reading: {
      title: "Reading your files …",
      bar: "Read so far",
      cancel: "Stop reading",
      stopped: "Stopped. Nothing was kept, nothing was sent.",
      opening: "Looking what is in there …",
      /** @param {number} share in [0, 1] */
      share: (share) => `${Math.round(share * 100)} percent read`,
      /** @param {number} done @param {number} total bytes */
      bytes: (done, total) => `${megabytes(done)} of ${megabytes(total)}`,
      /** @param {number} n */
      plays: (n) => counted(n, "play", "plays"),
    },

    audit: {
      title: "What was found",
      /** @param {number} plays @param {number} artists @param {number} tracks */
      sum: (plays, artists, tracks) =>
        `${counted(plays, "play", "plays")} of ${counted(tracks, "track", "tracks")} by ${counted(artists, "artist", "artists")}`,
      /** @param {string} first @param {string} last */
      span: (first, last) =>
        first === last ? `on ${namedDay(first)}` : `from ${namedDay(first)} to ${namedDay(last)}`,
      /** @param {number} rows @param {number} left */
      rows: (rows, left) =>
        left === 0
          ? `All ${counted(rows, "row was", "rows were")} counted.`
          : `${counted(rows, "row was", "rows were")} read, ${number(left)} of them not counted:`,
      /** @type {Record<string, string>} */
      skipped: {
        no_track: "without a track or an artist, as podcasts and audiobooks are",
        incognito: "from private sessions",
        short: "shorter than 30 seconds",
        no_time: "without a believable time",
        repeated: "told twice, by files that overlap",
      },
      /** @param {number} read @param {number} all */
      filesRead: (read, all) => `${number(read)} of ${counted(all, "file", "files")} read`,
      /** @type {Record<string, string>} */
      kinds: {
        spotify_extended: "Spotify, extended history",
        spotify_account: "Spotify, account data",
        listenbrainz: "ListenBrainz",
        lastfm_csv: "Last.fm",
        lastfm_json: "Last.fm",
        csv: "CSV",
      },
      /** @param {number} n */
      plays: (n) => counted(n, "play", "plays"),
      /** @type {Record<string, string>} */
      ignored: {
        podcast: "podcasts: left out",
        video: "videos: left out",
        not_history: "not opened",
        empty: "empty",
      },
      /** @param {number} n */
      unopened: (n) => `${counted(n, "other file", "other files")} in there: not opened.`,
      refused: "Not used:",
    },

    preview: {
      title: "What will be sent",
      text: "This and nothing else: names, places and numbers of plays, counted back from your newest play. No times, no devices, no addresses, no file names.",
      /** @type {Record<string, string>} */
      ranges: {
        short_term: "The last 4 weeks",
        medium_term: "The last 6 months",
        long_term: "All time",
      },
      /** @param {number} artists @param {number} tracks */
      counts: (artists, tracks) =>
        `${counted(artists, "artist", "artists")}, ${counted(tracks, "track", "tracks")}`,
      artists: "Artists",
      tracks: "Tracks",
      none: "Nothing.",
      /** @param {number} n */
      plays: (n) => counted(n, "play", "plays"),
      json: "Show the JSON",
      /** @param {number} bytes */
      jsonText: (bytes) =>
        `The whole message to the server, your choices below included: ${counted(bytes, "byte", "bytes")}.`,
      jsonLabel: "The message as JSON",
    },

    send: {
      /** @param {number} artists @param {number} tracks */
      button: (artists, tracks) =>
        `Send these ${counted(artists, "artist", "artists")} and ${counted(tracks, "track", "tracks")}`,
      notVerified: "Files prove nothing, so you are marked as not verified, and cannot sign in again elsewhere by them.",
      losesVerified: "Files prove nothing: with them, you are marked as not verified, until you remove them again. You can still come back as you did before.",
      nameHint: "Up to 80 characters. Files know no name of yours that others may see.",
      sending: "Saving your taste …",
      sendingText: "Only the lists you have seen are on their way.",
    },
  },

  method: {
    title: "How a score is made",
    text: "One and the same function makes every number that anybody sees here: in the list, on the page of two people, and in the API.",
    /** @type {[string, string][]} */
    steps: [
      ["Top lists become shares", "Plays count as they are. A place in a list counts like plays that grow fewer from place to place, and a mere like counts like any other. Lately, the half-year and all time are mixed, the longer time counting more. Tracks speak for their artists as well."],
      ["Every share is read twice", "Once for whether you have an artist at all, once for how much. So one favourite on repeat cannot decide, and a long tail cannot drown what you love."],
      ["What is rare counts more", "That two people have what everybody has says little. That they have what hardly anybody has says a lot."],
      ["Artists first", "Artists count most by far, then tracks, then genres and years. Where one of you does not know their genres, what is usual for pairs that close is assumed, and stands in the sum as a row of its own. Without any shared artist or track there is no match."],
      ["Nobody is near everybody", "People of broad, popular taste are near all others. That is taken out, by how near they are to a fixed sample of people. Nobody else's save changes your score."],
      ["Points that add up", "A score has at most 10,000 points, and every row of the sum is whole points. They add up to the score exactly, and it is the same from both sides."],
    ],
    lowTitle: "Low scores are normal",
    low: "The best match often has some 2,000 points. So read the sentence and the rarity first: “closer than 1 pair in 440” means that of 440 random pairs here, one is that close. Strong, fair or thin evidence says how much it rests on.",
    young: "With fewer than 200 people here there is no rarity yet, and the pages say so.",
    back: "All matches",
    start: "Back to the start",
  },

  /** @param {ServerFacts} facts */
  privacy: (facts) => ({
    title: "Privacy",
    intro: "What this site knows of you, who sees it, how long it stays, and how you get rid of it.",

    short: {
      title: "In short",
      items: [
        "You choose who sees you before anything is saved, and can change it at any time.",
        "You are a random id here. No e-mail address, no birthday, no place is asked for.",
        "What proves who you are at a music service is used once and kept nowhere.",
        "Files of your listening history are read in your browser and never leave it.",
        "Nothing is loaded from anywhere else, nothing tracks you, nothing is sold.",
        "You can take everything with you, and erase everything, by yourself and at once.",
      ],
    },

    contact: {
      title: "Who runs this",
      text: "Whoever gave you this address runs it: on a machine of their own, or on rented ones at Amazon Web Services. They alone answer for what is kept here.",
      write: "Write to",
      none: "This server names no address to write to: ask whoever sent you here.",
    },

    kept: { title: "What is kept, and for how long", items: kept(facts) },
    seen: {
      title: "Who sees what",
      text: "It holds at once, in every list and for everybody who looks at you.",
      items: seen(facts),
    },

    sources: {
      title: "What each source gives",
      text: "Nothing is read before you agreed on a page that says the same.",
      unproven: "A user name proves nothing: whoever types yours makes another person here, marked as not verified, and sees nothing of you that is not public there.",
      spotify: `Spotify's rules let a new app serve five people, each named beforehand, forbid making profiles of people from what it tells, and forbid keeping that for ever. So this is a private connection for friends, at their own risk. What it told goes by itself after ${number(facts.SPOTIFY_DAYS)} days unless you sign in there again; remove it yourself as soon as you disconnect this app at Spotify.`,
    },

    browser: {
      title: "Cookies, and what else stays in your browser",
      text: "They are needed for what you do here, and serve nothing else.",
      items: browser(facts),
    },

    others: {
      title: "Nobody else",
      items: [
        "The pages load nothing from anybody else: no fonts, no pictures, no scripts, no counters.",
        "This server asks the music service that you choose for your lists, and for genres of artists in them. That service learns that this server asked.",
        "On its own sign-in page, and on links that lead there, a music service sees you as on any visit.",
        "What you listen to is never given to a language model, and nobody buys it.",
      ],
    },

    rights: {
      title: "What you can do",
      items: /** @type {Entry[]} */ ([
        ["Look at it, take it with you", "“My taste” shows what is kept of it. The settings give you everything as one file."],
        ["Change it", "Save anew, mute artists, genres or a source, choose another name."],
        ["Object", "Hide: from then on you are in nobody's list. Stop a source from being read again by saving it without that tick. Block whoever should not meet you."],
        ["Take a source away", "“My taste” removes one source, or all of it."],
        ["Erase it all", "The settings erase everything about you at once, and give you a receipt that says what stays, and for how long."],
      ]),
      action: { href: "#/settings", text: "To the settings" },
    },

    limits: {
      title: "What this does not protect from",
      items: [
        "Whoever runs this server can read what is kept on it.",
        "An open person's taste can be copied by whoever sees it.",
        "How many people have an artist is counted of everybody who is here, also of anonymous and hidden people. Somebody who saves at the right moments could tell that one more person has it, but not who.",
      ],
    },
  }),

  settings: {
    title: "Settings",

    seenAs: {
      title: "How you are seen",
      text: "In every list, and for everybody who looks at you.",
      save: "Save",
      saved: "Saved. It holds from now on.",
      nameHint: "Up to 80 characters. Whoever is open needs one.",
    },

    muted: {
      title: "What does not count",
      text: "What is muted stays kept, but it is in no match, no score and no explanation. You can take it back at any time.",
      kinds: { artists: "artist", genres: "genre", sources: "source" },
      labels: { artists: "An artist that shall not count", genres: "A genre that shall not count" },
      hints: {
        artists: "Their tracks do not count either, also where they are guests.",
        genres: "Of whatever artist or track.",
      },
      mute: "Mute",
      muteTyped: { artists: "Mute this artist", genres: "Mute this genre" },
      /** @param {string} name */
      muteOne: (name) => `Mute ${name}`,
      unmute: "Unmute",
      /** @param {string} name */
      unmuteOne: (name) => `Unmute ${name}`,
      /** @param {string} name */
      muted: (name) => `${name} does not count any more.`,
      /** @param {string} name */
      unmuted: (name) => `${name} counts again.`,
      onTaste: "Muted: it does not count",
      sources: {
        title: "Whole sources",
        text: "What only a muted source tells does not count; what another one tells as well, does.",
      },
    },

    related: {
      title: "On pages of their own",
      text: "What else you can see and change.",
      pages: [
        { href: "#/taste", title: "Your taste and its sources", text: "Read it again, add a source, disconnect one." },
        { href: "#/waves", title: "People who waved", text: "At you, and you at them." },
        { href: "#/compare", title: "Invitations and comparisons", text: "Invite a friend, take a link back, end a comparison." },
        { href: "#/privacy", title: "What is kept, and who sees it", text: "In plain words, with how long everything stays." },
      ],
    },

    once: {
      copy: "Copy",
      copied: "Copied.",
      keep: "It is shown this one time. Keep it where only you can read it.",
      byHand: "This browser does not let it be copied by a button. It is selected: copy it yourself.",
    },

    recovery: {
      title: "Recovery code",
      text: "With it you come back from any browser, even if no source proves who you are. Whoever has it can be you. A new one takes the place of the one before.",
      make: "Make a recovery code",
      label: "Your recovery code",
      made: "Here is your recovery code.",
    },

    comeBack: {
      title: "Come back by a recovery code",
      label: "Your recovery code",
      hint: "32 letters and digits. Dashes and spaces do not matter.",
      go: "Come back",
    },

    sessions: {
      title: "Signed in elsewhere",
      text: "If you have lost a device, or left yourself signed in somewhere, end it from here.",
      end: "Sign out everywhere else",
      ending: {
        title: "Sign out everywhere else?",
        text: "All other browsers are signed out, and your recovery code stops working. You stay signed in here. Keys of programs stay: revoke them below.",
        yes: "Sign out",
        no: "Not now",
      },
      ended: "You are signed out everywhere else. A recovery code from before is useless now.",
    },

    blocked: {
      title: "Blocked",
      text: "You never meet them here, nor they you. Who it was is kept as a hash that nobody can read, so only the day is told.",
      none: "Nobody.",
      /** @param {Date} time */
      on: (time) => `Somebody, on ${day(time)}`,
      lift: "Lift",
      /** @param {string} on */
      liftOne: (on) => `Lift the block: ${on}`,
      lifting: {
        title: "Lift this block?",
        text: "You may then meet again here, as any two people do. Once lifted, you would have to find them to block them again.",
        yes: "Lift it",
      },
      lifted: "The block is lifted.",
    },

    keys: {
      title: "Keys for programs",
      text: "With a key, a program of yours does here what you let it do, and nothing else.",
      none: "There are none.",
      nameLabel: "Name of a new key",
      nameHint: "For you, to tell them apart. Up to 80 characters.",
      legend: "What may it do?",
      choose: "Choose at least one.",
      scopes: {
        "profile:read": { title: "Read my taste", text: "All that is kept of it, and who you are here." },
        "profile:write": { title: "Save my taste", text: "Save it, add to it, read it again, remove a source." },
        "matches:read": { title: "Read my matches", text: "Your ranking, and you beside one person." },
      },
      make: "Make a key",
      /** @param {string} name */
      label: (name) => `The key “${name}”`,
      made: "The key is made.",
      /** @param {string[]} scopes @param {Date} time @param {Date | null} used */
      facts: (scopes, time, used) =>
        `${scopes.join(", ")} · made on ${day(time)} · ${used ? `last used in the hour after ${hour(used)}` : "not used yet"}`,
      revoke: "Revoke",
      /** @param {string} name */
      revokeOne: (name) => `Revoke ${name}`,
      /** @param {string} name */
      revoking: (name) => ({
        title: `Revoke “${name}”?`,
        text: "Whatever program uses it is shut out at once. It cannot be undone.",
        yes: "Revoke it",
      }),
      /** @param {string} name */
      revoked: (name) => `“${name}” is useless now.`,
    },

    dataExport: {
      title: "Everything that is kept about you",
      text: "Your taste as it came, your choices, waves, blocks, invitations, the names of your keys, and what was done with your account.",
      get: "Download it as JSON",
      file: "music-soulmate-finder.json",
      done: "The file is on its way to your downloads.",
    },

    erasure: {
      title: "Leave for good",
      text: "Everything about you is erased at once: taste, choices, waves, invitations, keys, links to music services. Nobody finds you any more.",
      erase: "Erase everything",
      erasing: {
        title: "Erase everything about you?",
        text: "It happens at once and cannot be undone, not by us either. If you want a copy, download it first.",
        yes: "Erase everything",
      },
      receipt: {
        title: "Everything about you is erased",
        withTaste: "Your taste, your choices and all that was tied to you are gone. You are signed out everywhere.",
        withoutTaste: "No taste was kept; your account and all that was tied to you are gone. You are signed out everywhere.",
        /** @param {number} n */
        links: (n) => {
          if (n === 0) return "No account at a music service was linked to you.";
          return choose(
            n,
            "One account at a music service is a stranger here again.",
            `${number(n)} accounts at music services are strangers here again.`,
          );
        },
        remnants: "What stays, and for how long",
        /** @param {string} what */
        what: (what) => remnants[what] ?? what,
        /** @param {string} until */
        until: (until) => howLong[until] ?? `until: ${until}`,
        id: "This was you:",
        back: "Back to the start",
      },
    },
  },

  reference: {
    title: "API reference",
    /** @param {Part} made @param {Part} shape @returns {Part[]} */
    intro: (made, shape) => ["Made from the ", made, " of this very server. Every error has one shape: ", shape, "."],
    openApi: "OpenAPI document",
    loading: "Loading …",
    /** @param {string} cause */
    failed: (cause) => `The reference could not be loaded: ${cause}. Reload to try again.`,
    operations: "Operations",
    shapes: "Shapes",
    /** @param {Part[]} shape @returns {Part[]} */
    body: (shape) => ["Body: ", ...shape],
    /** @param {Part[]} shape @returns {Part[]} */
    answer: (shape) => ["Answer: ", ...shape],
    needs: {
      nothing: "No session needed.",
      optional: "Uses your session if there is one.",
      session: "Needs a session.",
    },
    required: "required",
    optional: "optional",
    /** @param {Part} value @returns {Part[]} */
    optionalElse: (value) => ["optional, else ", value],
    or: " | ",
    /** @param {Part[]} shape @returns {Part[]} */
    listOf: (shape) => ["list of ", ...shape],
    /** @param {Part[]} shape @returns {Part[]} */
    mapTo: (shape) => ["map of text to ", ...shape],
    anything: "anything",
    /** @param {number} n */
    from: (n) => ` from ${number(n)}`,
    /** @param {number} n */
    to: (n) => ` to ${number(n)}`,
    /** @param {number} n */
    upTo: (n) => ` up to ${number(n)} characters`,
  },

  shareCard: {
    title: "Show it to somebody",
    text: "A picture of how close you are, made here in your browser. It has no address and no id in it, and nobody gets it but whom you give it to.",
    make: "Make the picture",
    withNames: "With both names, for both of you show them.",
    withoutNames: "Without names: they are on it only where both of you are open, or have waved at each other.",
    download: "Save it as PNG",
    file: "music-soulmates.png",
    copy: "Copy its description",
    copied: "The description is copied.",
    byHand: "This browser does not let it be copied by a button: select it above.",
    altNote: "Its description, for whoever cannot see it:",

    /** @param {string} one @param {string} other */
    pair: (one, other) => [one, `& ${other}`],
    nameless: "Two people who listen alike",
    /** @param {string} artists */
    meetAt: (artists) => `They meet at ${artists}.`,
    /** @param {string[]} sentences */
    alt: (sentences) => sentences.join(" "),
  },
};
