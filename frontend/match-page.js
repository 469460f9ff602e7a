// @ts-check
/** One match: the sentence, the sum, what both have, what each could bring. */

import { ApiError, api } from "./api.js";
import { Avatar } from "./avatar.js";
import { BlockPerson } from "./block-person.js";
import { announce, element, nameText } from "./dom.js";
import { leaveWord } from "./left-word.js";
import { matchWords, named } from "./match-card.js";
import { meetingStrings } from "./meeting-strings.js";
import { Notice } from "./notice.js";
import { strings } from "./strings.js";
import { SumBar } from "./sum-bar.js";
import { Wave } from "./wave.js";

/** @typedef {{ kind: string, name: string, artist: string | null }} Item */

const LISTED = 12;

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Me | null} me
 * @param {string} id
 */
export async function MatchPage(place, me, id) {
  const myId = me?.user_id ?? "";
  const pair = await api.pair(myId, id);
  const { match, comparison, statistics } = pair;
  const say = strings.match;
  place.className = "match-page";
  place.replaceChildren(
    element(
      "div",
      { class: "avatar-name match-page__who" },
      Avatar(match.user_id),
      element("h1", {}, nameText(match.display_name)),
    ),
    ...matchWords(match),
  );
  if (match.points === null) {
    place.append(element("p", { class: "hint" }, say.anonymousText));
  } else if (match.band !== "none") {
    place.append(SumBar(match.points, match.contributions));
  }
  if (me) place.append(Wave(match, me, { onRevealed, onTakenBack }));
  if (comparison) place.append(comparisonSection(comparison));
  place.append(
    element("p", { class: "match-page__how" }, say.how(pair.algorithm, statistics.version, statistics.people)),
    BlockPerson(match.user_id, onBlocked),
    element("p", {}, element("a", { href: "#/matches" }, say.back)),
  );

  /** @param {string} userId by which they are known from now on */
  function onRevealed(userId) {
    // Nobody is at the alias's address any more.
    location.replace(`#/matches/${encodeURIComponent(userId)}`);
  }

  /** @param {import("./api.js").WaveState} before */
  async function onTakenBack(before) {
    if (before !== "mutual") return "none";
    try {
      return (await api.pair(myId, match.user_id)).match.wave;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
      const { closed } = meetingStrings.wave;
      Notice(place, closed);
      announce(closed.title);
      return null;
    }
  }

  function onBlocked() {
    leaveWord(meetingStrings.block.done);
    location.replace("#/matches");
  }
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
