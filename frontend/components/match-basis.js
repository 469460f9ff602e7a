// @ts-check
/** On what a match rests: when both tastes were read, and how it was computed. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";

/**
 * @param {import("../server/api.js").Pair} pair
 * @param {string | null} ownDate when one's own taste was read
 */
export function MatchBasis({ match, algorithm, statistics }, ownDate) {
  const say = words.match;
  return element(
    "section",
    { class: "match-basis", "aria-labelledby": "match-basis-title" },
    element("h2", { id: "match-basis-title" }, say.how),
    element("p", {}, say.dates(day(ownDate), day(match.updated_at))),
    element("p", {}, say.computed(algorithm, statistics.version, statistics.people)),
    element("p", {}, element("a", { href: "#/how" }, say.howWay)),
  );
}

/** @param {string | null} time */
function day(time) {
  return time === null ? null : new Date(time);
}
