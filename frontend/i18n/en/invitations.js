// @ts-check
/** What is said of invitations and comparisons, at both ends of a link. */

import { day, number } from "./grammar.js";

/** @typedef {import("./grammar.js").Action} Action */
/** @typedef {import("./grammar.js").Part} Part */

/** @type {Action} */
const toComparisons = { href: "#/compare", text: "Your comparisons" };

export const words = {
  compare: {
    title: "Compare with a friend",
    text: "Make a link, send it to somebody you know, and see what your tastes share. It works even with few people here, and also if you are hidden.",
    first: {
      title: "First, bring what you listen to",
      text: "After that, this page opens again.",
    },
  },

  make: {
    title: "Invite somebody",
    text: "People who open the link see who invites them. Nothing is compared before they agree.",
    nameLegend: "Who invites?",
    /** @param {string} name */
    byName: (name) => ({ title: `I do, as ${name}`, text: "They see the name that you have here." }),
    byNobody: { title: "Somebody", text: "They see no name on the invitation, and an alias afterwards." },
    noName: "You have no name here, so they see an alias. You can type one in the settings, under “Open”.",
    timesLegend: "For how many people?",
    once: { title: "For one person", text: "The link works once." },
    often: { title: "For several", text: "Everybody who gets the link can compare with you, until you take it back." },
    daysLabel: "For how many days?",
    /** @param {number} most */
    daysHint: (most) => `1 to ${number(most)}. Comparisons made with it stay.`,
    make: "Make the link",
    made: "The link is made.",
    label: "Your link",
    keep: "You see it only this once. Send it only to your friend.",
    share: "Share …",
    sharing: "What do our tastes in music share? Compare with me.",
    shared: "It is on its way.",
    notShared: "This browser could not share it: copy it.",
  },

  standing: {
    title: "Invitations that still work",
    text: "Links that are not used up and have not run out.",
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
      text: "Its link stops working. Comparisons that people have accepted stay.",
      yes: "Take it back",
    },
    revoked: "It is taken back.",
  },

  companions: {
    title: "You compare with",
    text: "Each of you sees the other's page, until one of you ends it.",
    none: "Nobody yet.",
    /** @param {boolean} isNamed @param {Date} since */
    facts: (isNamed, since) => `${isNamed ? "" : "an alias: they do not show their name · "}since ${day(since)}`,
    end: "End",
    /** @param {string} name */
    endOne: (name) => `End the comparison with ${name}`,
    /** @param {string} name */
    ending: (name) => ({
      title: `End the comparison with ${name}?`,
      text: "It ends for both of you, at once. To compare again, one of you has to invite the other.",
      yes: "End it",
    }),
    ended: "The comparison is over for both of you.",
  },

  opened: {
    /** @param {Part} name @returns {Part[]} */
    by: (name) => [name, " invites you to compare"],
    byNobody: "Somebody invites you to compare",
    unnamed: "The person who made this invitation did not give a name. Accept it only if you know who sent you the link.",
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
      text: "Choose how. After that, this invitation opens again. Nothing is compared before you agree.",
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
      title: "This link is incomplete",
      text: "A part of it is missing: such links get cut at the end of a line. Open it once more from the message it came in, or copy all of it.",
    action: toComparisons,
    },
    expired: {
      title: "This invitation has run out",
      text: "It was good until a moment ago. Ask the sender for another.",
    },
    refused: {
      title: "It cannot be accepted",
      text: "It was used or taken back in this very moment, or it is not for you. Ask the sender for another.",
      action: toComparisons,
    },
    own: {
      title: "This is your own invitation",
      text: "It works: send the link to somebody else. It stays good for them.",
      action: toComparisons,
    },
    unknown: {
      title: "This link does not work",
      text: "What may have happened:",
      reasons: [
        ["It has run out.", "Links are good for some days. Ask for another."],
        ["It was used.", "Many work for one person only. If that was you, you find it among your comparisons."],
        ["It was taken back.", "The person who made it can do so at any time, or has left."],
        ["It is incomplete.", "Open it once more from the message it came in."],
      ],
      action: toComparisons,
    },
  },
};
