// @ts-check
/** What is said where two people meet: of waves, of blocks, and of the picture to share. */

import {  } from "./grammar.js";

export const words = {
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
