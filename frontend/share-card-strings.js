// @ts-check
/** What a picture to share says, and what is said about it. */

export const shareCardStrings = {
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
};
