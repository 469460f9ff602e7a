// @ts-check
/** One match: the sentence, the sum, what both have, what each could bring. */

import { api } from "./api.js";
import { element, nameText } from "./dom.js";
import { matchWords, named } from "./match-card.js";
import { strings } from "./strings.js";
import { SumBar } from "./sum-bar.js";

/** @typedef {{ kind: string, name: string, artist: string | null }} Item */

const LISTED = 12;

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Me | null} me
 * @param {string} id
 */
export async function MatchPage(place, me, id) {
  const pair = await api.pair(me?.user_id ?? "", id);
  const { match, comparison, statistics } = pair;
  const say = strings.match;
  place.className = "match-page";
  place.replaceChildren(
    element("h1", {}, nameText(match.display_name)),
    ...matchWords(match),
  );
  if (match.points === null) {
    place.append(element("p", { class: "hint" }, say.anonymousText));
  } else if (match.band !== "none") {
    place.append(SumBar(match.points, match.contributions));
  }
  if (comparison) place.append(comparisonSection(comparison));
  place.append(
    element("p", { class: "match-page__how" }, say.how(pair.algorithm, statistics.version, statistics.people)),
    element("p", {}, element("a", { href: "#/matches" }, say.back)),
  );
}

/** @param {import("./api.js").Comparison} found */
function comparisonSection(found) {
  const say = strings.match;
  return element(
    "div",
    { class: "match-page__comparison" },
    itemsSection(say.forYou, found.discoveries_for_you, (item) => [
      reason(say.theirPlace(item.place), item.shared_genres),
    ]),
    itemsSection(say.forThem, found.discoveries_for_them, (item) => [
      reason(say.yourPlace(item.place), item.shared_genres),
    ]),
    itemsSection(say.both, found.shared, (item) => [
      `${say.you} ${standing(item.you)} · ${say.they} ${standing(item.them)}`,
    ]),
    itemsSection(say.onlyYou, found.only_you, (item) => [standing(item)]),
    itemsSection(say.onlyThem, found.only_them, (item) => [standing(item)]),
  );
}

/**
 * @template {Item} T
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T) => (Node | string)[]} told
 */
function itemsSection(title, items, told) {
  const section = element("section", {}, element("h2", {}, title));
  if (items.length === 0) {
    section.append(element("p", {}, strings.match.nothing));
    return section;
  }
  const list = element("ul", { class: "match-page__items" });
  for (const item of items.slice(0, LISTED)) {
    const name = item.artist ? [nameText(item.name), " – ", nameText(item.artist)] : [nameText(item.name)];
    list.append(element("li", {}, ...name, " ", element("small", {}, ...told(item))));
  }
  section.append(list);
  return section;
}

/**
 * @param {string} place
 * @param {string[]} genres
 */
function reason(place, genres) {
  const said = element("span", {}, place);
  if (genres.length > 0) said.append(`, ${strings.match.bothInto} `, ...named(genres));
  return said;
}

/** @param {{ place: number, plays: number | null }} found */
function standing({ place, plays }) {
  const { no, plays: played } = strings.match;
  return plays === null ? no(place) : `${no(place)}, ${played(plays)}`;
}
