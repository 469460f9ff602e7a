// @ts-check
/** What the settings say. */

import { choose, day, hour, number } from "./grammar.js";

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

export const words = {
  title: "Settings",

  seenAs: {
    title: "How you are seen",
    text: "In every list, and for everybody who looks at you.",
    save: "Save",
    saved: "Saved. It applies from now on.",
    nameHint: "Up to 80 characters. Open people need one.",
  },

  related: {
    title: "On pages of their own",
    text: "What else you can see and change.",
    pages: [
      { href: "#/taste", title: "Your taste and its sources", text: "Read it again, add a source, disconnect one." },
      { href: "#/waves", title: "People who waved", text: "At you, and you at them." },
      { href: "#/compare", title: "Invitations and comparisons", text: "Invite a friend, take a link back, end a comparison." },
      { href: "#/privacy", title: "What is kept, and who sees it", text: "In plain words, and how long everything stays." },
    ],
  },

  recovery: {
    title: "Recovery code",
    text: "With it you come back from any browser, even if no source proves who you are. Anybody who has it can sign in as you. A new one replaces the one before.",
    make: "Make a recovery code",
    label: "Your recovery code",
    made: "Here is your recovery code.",
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
    ended: "You are signed out everywhere else. A recovery code from before no longer works.",
  },

  blocked: {
    title: "Blocked",
    text: "You never meet each other here. Who it was is kept as a hash that nobody can read, so you see only the day.",
    none: "Nobody.",
    /** @param {Date} time */
    on: (time) => `Somebody, on ${day(time)}`,
    lift: "Lift",
    /** @param {string} on */
    liftOne: (on) => `Lift the block: ${on}`,
    lifting: {
      title: "Lift this block?",
      text: "You may then meet here again. To block them once more, you would have to find them first.",
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
      text: "Any program that uses it is shut out at once. You cannot undo this.",
      yes: "Revoke it",
    }),
    /** @param {string} name */
    revoked: (name) => `“${name}” no longer works.`,
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
          "One account at a music service is no longer linked to you.",
          `${number(n)} accounts at music services are no longer linked to you.`,
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
};
