// @ts-check
/** What is kept, who sees it and how it goes: all that the privacy page says. */

import { number } from "./grammar.js";

/** @typedef {typeof import("../../logic/server-facts.js")} ServerFacts */
/** @typedef {import("./consent.js").Entry} Entry */

/** @param {ServerFacts} facts @returns {Entry[]} */
const kept = (facts) => [
  ["Your taste", "Names of artists and tracks with places or numbers of plays, by time range; genres and years where a source knows them. Until your next save replaces it, or you remove it."],
  ["What follows from it", "Weights made of your taste, by which others find you, and a random sample of people that scores are compared with. The weights change with your taste, the sample with the next statistics of the community."],
  ["How you want to be seen", "Hidden, anonymous or open; a name if you have one; artists that may be named; what you muted; whether others last knew you by a name or an alias. Until you change it or leave."],
  ["Accounts that proved who you are", "A keyed hash of each, so that you can come back. Nobody can read the account from it. Until you leave."],
  ["A user name to read again", `Only if you agreed to it. It is used about every ${number(facts.REFRESH_DAYS)} days, until you end it, or the name is gone or private there.`],
  ["Your session", `A signed cookie in your browser. It ends ${number(facts.SESSION_DAYS)} days after its last use, or when you sign out.`],
  ["A recovery code, keys of programs", `As hashes: nobody can read them here. Until you replace the code, revoke the key, or leave. Beside a key, the hour of its last use, for ${number(facts.AUDIT_DAYS)} days at the most.`],
  ["Waves", "Who waved at whom, and when. Until one of you takes it back or leaves, or becomes anonymous after the other knew their name."],
  ["Invitations", `A hash of each code, good for ${number(facts.INVITATION_DAYS)} days at the most. Whom you compare with, until one of you ends it or leaves.`],
  ["Blocks", "A keyed hash of the person you blocked, and the day. It outlives an erasure of the blocked person, so that it holds again if they return by the same account; it goes when you lift it or leave."],
  ["What was done with your account", `Changes of visibility, exports, keys, recoveries, each with its time. For ${number(facts.AUDIT_DAYS)} days, for you alone: it is in your export.`],
  ["How often you asked", `Counted for up to ${number(facts.LIMIT_MINUTES)} minutes, under your id or a keyed hash of your internet address. In the cloud, the number itself is gone within some days.`],
  ["That you were erased", "A keyed hash of your random id, for ever: it keeps you erased when a backup is brought back. It does not tell who you were."],
  ["Backups", `Where this runs in the cloud, its tables can be brought back as they were up to ${number(facts.BACKUP_DAYS)} days ago. People who were erased since then are erased again.`],
  ["Logs", `In the cloud, which operation was called and how long it took: no names, taste, addresses or tokens. For ${number(facts.LOG_DAYS)} days, unless the operator chose another time. On a machine of your own: lines on the terminal.`],
];

/** @param {ServerFacts} facts @returns {Entry[]} */
const seen = (facts) => [
  ["Hidden", "Nobody sees you, and you see nobody, but for people you compare with by invitation."],
  ["Anonymous", `Others see an alias, a different one for each of them, and how close you are in words, without the number. They find you by up to ${number(facts.NAMED_ARTISTS)} artists that you picked, and by nothing else: two who pick the same look alike to everybody. They see one of these named only if they have it too, and only if ${number(facts.KNOWN_TO)} people or more here have it.`],
  ["Open", "Others see your name, the whole sum, what you share, and what only one of you listens to."],
  ["After you both waved", "The two of you see each other as if both were open, until one takes the wave back."],
  ["By invitation", "The two of you see the whole comparison, also if you are hidden: the sum, and what both and only one of you listen to. Your name only if you said so."],
  ["Blocked", "Neither meets the other here again. Being blocked looks just like nobody being there."],
];

/** @param {ServerFacts} facts @returns {Entry[]} */
const browser = (facts) => [
  ["The cookie “session”", `It says who you are, and no page can read it. ${number(facts.SESSION_DAYS)} days from its last use.`],
  ["The cookie “signed_in”", "It says only that there is a session, so that the page does not ask the server in vain. It lasts as long."],
  ["Until you close the tab", "What you chose before a sign-in at a music service, and which invitation you were reading."],
  ["With an entry of the tab's history", "How far down you were in a list, and the code of an invitation, which leaves the address as soon as it is read."],
];

/** @param {ServerFacts} facts */
export const words = (facts) => ({
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
    text: "The people who gave you this address run it: on a machine of their own, or on rented ones at Amazon Web Services. They alone answer for what is kept here.",
    write: "Write to",
    none: "This server names no address to write to: ask whoever sent you here.",
  },

  kept: { title: "What is kept, and for how long", items: kept(facts) },
  seen: {
    title: "Who sees what",
    text: "It applies at once, in every list and for everybody who looks at you.",
    items: seen(facts),
  },

  sources: {
    title: "What each source gives",
    text: "Nothing is read before you agreed on a page that says the same.",
    unproven: "A user name proves nothing: somebody who types yours makes another person here, marked as not verified, and sees nothing of you that is not public there.",
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
      ["Change it", "Save again, mute artists, genres or a source, choose another name."],
      ["Object", "Hide: from then on you are in nobody's list. Stop a source from being read again by saving it without that tick. Block people who should not meet you."],
      ["Take a source away", "“My taste” removes one source, or all of it."],
      ["Erase it all", "The settings erase everything about you at once, and give you a receipt that says what stays, and for how long."],
    ]),
    action: { href: "#/settings", text: "To the settings" },
  },

  limits: {
    title: "What this does not protect from",
    items: [
      "The operator of this server can read what is kept on it.",
      "Anybody who sees an open person's taste can copy it.",
      "The count of people who have an artist includes everybody here, also anonymous and hidden people. Somebody who saves at the right moments could tell that one more person has it, but not who.",
    ],
  },
});
