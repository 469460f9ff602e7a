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
      sent: "You have waved. They see it on their page of waves.",
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
    noName: "You have no name here, so they would still see your alias.",
    giveName: "Give one in your settings",
    done: {
      none: "Your wave is taken back.",
      sent: "You have waved.",
      received: "Your wave is taken back. Their wave at you stays.",
      mutual: "You have waved at each other.",
    },
    hidden: "You are hidden, so you cannot wave.",
    unhide: "Choose another visibility",
    nobody: "You cannot wave at them: people who have left, hide, or know you only by an invitation get no waves.",
    closed: {
      title: "Your wave is taken back",
      text: "You no longer see what it revealed, and they have an alias again. Their wave at you stays.",
      action: { href: "#/waves", text: "See your waves" },
    },
  },

  block: {
    title: "Rather not?",
    text: "You do not meet each other here again. They do not hear of it.",
    go: "Block this person",
    asking: {
      title: "Block this person?",
      text: "You do not meet each other here again, in any list or on any page. Waves and comparisons between you end. You can lift the block in your settings, which show only its day.",
      yes: "Block",
      no: "Not now",
    },
    done: "Blocked: you do not meet each other here again. You can lift it in your settings.",
  },

  shareCard: {
    title: "Show it to somebody",
    text: "A picture of how close you are, made here in your browser. It holds no address and no id, and only the people you give it to get it.",
    make: "Make the picture",
    withNames: "With both names, because both of you show them.",
    withoutNames: "Without names: it shows them only if both of you are open, or have waved at each other.",
    download: "Save it as PNG",
    file: "music-soulmates.png",
    copy: "Copy its description",
    copied: "The description is copied.",
    byHand: "The button cannot copy in this browser: select the text above.",
    altNote: "Its description, for people who cannot see it:",

    /** @param {string} one @param {string} other */
    pair: (one, other) => [one, `& ${other}`],
    nameless: "Two people who listen alike",
    /** @param {string} artists */
    meetAt: (artists) => `They share ${artists}.`,
    /** @param {string[]} sentences */
    alt: (sentences) => sentences.join(" "),
  },
};
