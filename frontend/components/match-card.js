// @ts-check
/** One match in words: who, how close, how rare, on what it rests. */

import { words } from "../i18n/language.js";
import { ago } from "../logic/freshness.js";
import { toDiscover } from "../logic/match-order.js";
import { Avatar } from "./avatar.js";
import { DOT, element, nameText } from "./dom.js";
import { ScoreLine } from "./sum-bar.js";

/** @typedef {import("../server/api.js").Match} Match */

/**
 * @param {Match} match
 * @param {number} ownArtists how many artists the ranking goes by
 */
export function MatchCard(match, ownArtists) {
  const say = words.match;
  const href = `#/matches/${encodeURIComponent(match.user_id)}`;
  const card = element(
    "article",
    { class: "match-card" },
    element(
      "div",
      { class: "avatar-name" },
      Avatar(match.user_id),
      element("h2", {}, element("a", { href }, nameText(match.display_name))),
    ),
    ...matchWords(match, toDiscover(match, ownArtists)),
  );
  const wave = match.wave && say.waves[match.wave];
  if (wave) card.append(element("p", { class: "match-card__wave" }, wave));
  if (match.points !== null) card.append(ScoreLine(match.points, match.contributions));
  return card;
}

/**
 * The sentence, then how close and how rare, then the evidence.
 * @param {Match} match
 * @param {number | null} [discoveries] how many artists only the other one has
 */
export function matchWords(match, discoveries = null) {
  const say = words.match;
  const bands = /** @type {Record<string, string>} */ (say.bands);
  const levels = /** @type {Record<string, string>} */ (say.evidence);
  const closeness = element("p", { class: "match-card__closeness" });
  closeness.append(element("strong", {}, bands[match.band] ?? match.band));
  if (match.one_in !== null) closeness.append(`${DOT}${rarity(match.one_in, match.evidence.level)}`);
  const told = [closeness];
  if (match.shared_artists.length > 0) {
    told.push(
      element("p", { class: "match-card__sentence" }, `${say.meetAt} `, ...named(match.shared_artists)),
    );
  }
  const { level, shared_artists: shared, all_artists: all } = match.evidence;
  const evidence = levels[level] ?? level;
  const facts = [shared === null || all === null ? evidence : `${evidence}: ${say.shared(shared, all)}`];
  if (discoveries !== null) facts.push(say.discoveries(discoveries));
  if (match.updated_at !== null) facts.push(say.read(ago(match.updated_at, Date.now())));
  if (match.is_anonymous) facts.push(say.anonymous);
  if (!match.is_verified) facts.push(say.unverified);
  told.push(element("p", { class: "match-card__facts" }, facts.join(DOT)));
  return told;
}

/**
 * Of what rests on little, a number would claim too much.
 * @param {number} oneIn
 * @param {string} level
 */
function rarity(oneIn, level) {
  return level === "thin" ? words.match.tooLittle : words.match.oneIn(oneIn);
}

/** @param {string[]} names */
export function named(names) {
  return words.joined(names.map(nameText));
}
