// @ts-check
/** Two people side by side: what each could show the other, what both have, what one has. */

import { words } from "../i18n/language.js";
import { ComparedItems } from "./compared-items.js";
import { DOT, element } from "./dom.js";
import { named } from "./match-card.js";

/** @param {import("../server/api.js").Comparison} found */
export function Comparison(found) {
  const say = words.match;
  return element(
    "div",
    { class: "comparison" },
    ComparedItems(say.forYou, found.discoveries_for_you, (item) => [
      reason(say.theirPlace(item.place), item.shared_genres),
    ]),
    ComparedItems(say.forThem, found.discoveries_for_them, (item) => [
      reason(say.yourPlace(item.place), item.shared_genres),
    ]),
    ComparedItems(say.both, found.shared, (item) => [
      `${say.you} ${standing(item.you)}${DOT}${say.they} ${standing(item.them)}`,
    ]),
    ComparedItems(say.onlyYou, found.only_you, (item) => [standing(item)]),
    ComparedItems(say.onlyThem, found.only_them, (item) => [standing(item)]),
  );
}

/**
 * @param {string} place
 * @param {string[]} genres
 */
function reason(place, genres) {
  const said = element("span", {}, place);
  if (genres.length > 0) said.append(`, ${words.match.bothInto} `, ...named(genres));
  return said;
}

/** @param {{ place: number, plays: number | null }} found */
function standing({ place, plays }) {
  const { no, plays: played } = words.match;
  return plays === null ? no(place) : `${no(place)}, ${played(plays)}`;
}
