// @ts-check
/** What is said where people meet: waves and blocks. */

/** @param {string} on an ISO day */
const day = (on) => new Date(`${on}T12:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long" });

export const meetingStrings = {
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
    since: (on) => `since ${day(on)}`,
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
};
