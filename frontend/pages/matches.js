// @ts-check
/** My matches: on what they rest, and the ranking. */

import { element } from "../components/dom.js";
import { hint } from "../components/match-hints.js";
import { Ranking } from "../components/ranking.js";
import { words } from "../i18n/language.js";
import { ago, isStale } from "../logic/freshness.js";
import { api } from "../server/api.js";
import { takeWord } from "../storage/left-word.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function Matches(place, me) {
  const userId = me?.user_id ?? "";
  const first = await api.matches(userId, null);
  const say = words.matches;
  const word = element("p", { class: "hint", tabindex: "-1" }, takeWord());
  place.className = "matches";
  place.replaceChildren(
    element("h1", {}, say.title),
    ...(word.textContent ? [word] : []),
    element("p", {}, say.basis(first.artists, first.statistics.people)),
    ...hints(first, me?.updated_at ?? null),
  );
  word.focus({ preventScroll: true });
  if (first.matches.length > 0) {
    const ranking = Ranking(userId, first);
    await ranking.loadAsBefore();
    place.append(ranking.place);
    return;
  }
  place.append(
    element("p", {}, say.none),
    element(
      "p",
      { class: "matches__ways" },
      element("a", { class: "button", href: "#/compare" }, words.matches.youngWay),
      element("a", { href: "#/taste" }, words.matches.littleWay),
    ),
  );
}

/**
 * What makes a ranking less than it could be, each with what to do about it.
 * @param {import("../server/api.js").MatchesPage} page
 * @param {string | null} updatedAt
 */
function hints({ has_little_data: hasLittle, statistics, is_complete: isComplete }, updatedAt) {
  const say = words.matches;
  const told = [];
  if (hasLittle) told.push(hint(words.matches.little, "#/taste", say.littleWay));
  if (statistics.is_young) told.push(hint(words.matches.young, "#/compare", say.youngWay));
  if (updatedAt !== null && isStale(updatedAt, Date.now())) {
    told.push(hint(say.stale(ago(updatedAt, Date.now())), "#/taste", say.staleWay));
  }
  if (!isComplete) told.push(hint(say.incomplete));
  return told;
}
