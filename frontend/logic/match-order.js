// @ts-check
/** Which of the loaded matches are shown, and in which order: pure. */

/** @typedef {import("../server/api.js").Match} Match */
/** @typedef {"closest" | "discover" | "newest"} Order */
/** @typedef {"everybody" | "open" | "anonymous"} Seen */
/**
 * What somebody wants to see of their ranking.
 * @typedef {{ order: Order, text: string, seen: Seen, hasWave: boolean,
 *   isVerified: boolean }} Wishes
 */

/** @type {Wishes} The ranking as it comes. */
export const NO_WISHES = {
  order: "closest",
  text: "",
  seen: "everybody",
  hasWave: false,
  isVerified: false,
};

/**
 * @param {Wishes} wishes
 * @returns {boolean} whether somebody may be left out
 */
export function isFiltering({ text, seen, hasWave, isVerified }) {
  return plain(text) !== "" || seen !== "everybody" || hasWave || isVerified;
}

/**
 * How many artists only the other one has: those that either has, less my own.
 * @param {Match} match
 * @param {number} ownArtists how many the ranking goes by
 * @returns {number | null} null where it is not told, of anonymous people
 */
export function toDiscover({ evidence }, ownArtists) {
  const { all_artists: all } = evidence;
  return all === null ? null : Math.max(0, all - ownArtists);
}

/**
 * @param {Match[]} matches closest first, the unverified after all others
 * @param {Wishes} wishes
 * @param {number} ownArtists
 * @returns {Match[]} of equals, and of those who do not tell, the closest first; the
 *   latter last
 */
export function arranged(matches, wishes, ownArtists) {
  const text = plain(wishes.text);
  const fitting = matches.filter((match) => fits(match, wishes, text));
  const { order } = wishes;
  if (order === "closest") return fitting;
  /** @param {Match} match */
  const measure = (match) =>
    order === "discover" ? toDiscover(match, ownArtists) : moment(match.updated_at);
  // Whoever proved nothing stays apart, in whatever order.
  return fitting.toSorted(
    (one, other) =>
      Number(other.is_verified) - Number(one.is_verified) ||
      (measure(other) ?? -1) - (measure(one) ?? -1),
  );
}

/**
 * @param {Match} match
 * @param {Wishes} wishes
 * @param {string} text as `plain` makes it
 */
function fits(match, { seen, hasWave, isVerified }, text) {
  if (seen !== "everybody" && match.is_anonymous !== (seen === "anonymous")) return false;
  if (hasWave && match.wave === "none") return false;
  if (isVerified && !match.is_verified) return false;
  return text === "" || namesIn(match).some((name) => plain(name).includes(text));
}

/**
 * Who it is, and the shared artists that are named: those of the sentence and the bar.
 * @param {Match} match
 */
function namesIn({ display_name: name, shared_artists: shared, contributions }) {
  const artists = contributions.filter((one) => one.kind === "artist").map((one) => one.name ?? "");
  return [name, ...shared, ...artists];
}

/** @param {string} text as one types it: without accents, in small letters */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** @param {string | null} time */
function moment(time) {
  return time === null ? null : Date.parse(time);
}
