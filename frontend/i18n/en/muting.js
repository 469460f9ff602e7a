// @ts-check
/** What is said of muting, at one's taste and in the settings. */

export const words = {
  title: "What does not count",
  text: "What you mute stays kept, but it is in no match, no score and no explanation. You can unmute it at any time.",
  kinds: { artists: "artist", genres: "genre", sources: "source" },
  labels: { artists: "An artist that should not count", genres: "A genre that should not count" },
  hints: {
    artists: "Their tracks do not count either, also where they are guests.",
    genres: "For every artist and track.",
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
    text: "What only a muted source knows does not count. What another source knows too still counts.",
  },
};
