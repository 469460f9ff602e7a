// @ts-check
/** What is said where somebody brings their own files. */

import { counted, megabytes, namedDay, number } from "./grammar.js";

/** @typedef {import("./grammar.js").Told} Told */

/** @satisfies {Record<string, Told>} */
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
    title: "This zip seems to be changed",
    text: "Some file names in it repeat or point outside of it. Use the zip as you downloaded it.",
  },
  unknown_format: {
    title: "We do not know this kind of file",
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
    title: "This is not a text file",
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
  refusals: historyRefusals,
  title: "Bring your listening history",
  text: "Your files are read here, in your browser. They are never uploaded: only lists of your most played artists and tracks leave this page, after you have seen them and agreed.",

  zone: {
    title: "Drop your files here",
    orChoose: "A zip or single files: as many as you have, all from one person.",
    choose: "Choose files",
    anew: "Choose other files",
    dropNow: "Let go to start reading",
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
    opening: "Looking inside …",
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
    /** @satisfies {Record<string, string>} */
    skipped: {
      no_track: "without a track or an artist, as podcasts and audiobooks are",
      incognito: "from private sessions",
      short: "shorter than 30 seconds",
      no_time: "without a believable time",
      repeated: "listed twice, in files that overlap",
    },
    /** @param {number} read @param {number} all */
    filesRead: (read, all) => `${number(read)} of ${counted(all, "file", "files")} read`,
    /** @satisfies {Record<string, string>} */
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
    /** @satisfies {Record<string, string>} */
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
    /** @satisfies {Record<string, string>} */
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
    notVerified: "Files prove nothing, so you are marked as not verified, and cannot use them to sign in again elsewhere.",
    losesVerified: "Files prove nothing: with them, you are marked as not verified, until you remove them again. You can still come back as you did before.",
    nameHint: "Up to 80 characters. Your files hold no name for others to see.",
    sending: "Saving your taste …",
    sendingText: "Only the lists you have seen are sent.",
  },
};
