// @ts-check
/** What this is, an example of what one gets, and the ways in on this server. */

import { element } from "../components/dom.js";
import { matchWords } from "../components/match-card.js";
import { PartsBar } from "../components/sum-bar.js";
import { WaysIn } from "../components/ways-in.js";
import { words } from "../i18n/language.js";

/** @typedef {import("../server/api.js").Match} Match */

/** @type {Match} */
const EXAMPLE = {
  user_id: "",
  display_name: "",
  is_anonymous: false,
  is_verified: true,
  wave: "none",
  updated_at: null,
  band: "very_close",
  score: 0.2173,
  points: 2173,
  one_in: 440,
  evidence: { level: "strong", shared_artists: 11, all_artists: 89 },
  shared_artists: ["Low", "Grouper", "Codeine"],
  contributions: [
    part("artist", "Low", 411),
    part("artist", "Grouper", 266),
    part("artist", "Codeine", 209),
    part("genre", "slowcore", 164),
    part("artist", "Bedhead", 131),
    part("track", "Lullaby", 97),
    part(null, null, 895),
  ],
};

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function Landing(place, me) {
  const say = words.landing;
  place.className = "landing";
  const ways = WaysIn(me);
  const promises = element("dl", { class: "landing__promises" });
  for (const [title, text] of say.promises) {
    promises.append(
      element("div", {}, element("dt", {}, title), element("dd", {}, text)),
    );
  }
  place.replaceChildren(
    element(
      "div",
      { class: "landing__start" },
      element("h1", {}, say.title),
      element("p", { class: "landing__text" }, say.text),
      ways.place,
      element(
        "p",
        { class: "landing__compare" },
        element("a", { href: "#/compare" }, say.compare),
        element("span", {}, say.compareText),
      ),
    ),
    example(),
    promises,
  );
  await ways.load();
}

function example() {
  const say = words.landing;
  return element(
    "figure",
    { class: "landing__example match-card" },
    element("p", { class: "landing__pair" }, say.pair),
    ...matchWords(EXAMPLE),
    PartsBar(EXAMPLE.contributions),
    element("figcaption", {}, say.example),
  );
}

/**
 * @param {string | null} kind
 * @param {string | null} name
 * @param {number} points
 */
function part(kind, name, points) {
  return { kind, name, artist: null, points, is_assumed: false };
}
