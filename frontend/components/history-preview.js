// @ts-check
/** Exactly what will be sent, as lists for people and as the message itself. */

import { words } from "../i18n/language.js";
import { element, nameText } from "./dom.js";

/** @typedef {{ name: string, artist?: string, time_range: string, rank: number,
 *   plays: number }} Item */
/** @typedef {{ source: string, artists: Item[], tracks: Item[] }} Aggregate */

/**
 * @param {Aggregate} aggregate
 * @param {() => string} message what would be sent just now
 */
export function HistoryPreview(aggregate, message) {
  const say = words.history.preview;
  const shown = element("code");
  const size = element("p", {});
  const json = element(
    "details",
    { class: "history-preview__json" },
    element("summary", {}, say.json),
    size,
    element("pre", { tabindex: "0", role: "region", "aria-label": say.jsonLabel }, shown),
  );
  const place = element("div", { class: "history-preview" }, element("p", {}, say.text));
  for (const [place_, [range, title]] of Object.entries(say.ranges).entries()) {
    place.append(rangeLists(range, title, aggregate, place_ === 0));
  }
  place.append(json);

  function update() {
    if (!json.open) return;
    const text = message();
    size.textContent = say.jsonText(new TextEncoder().encode(text).length);
    shown.textContent = text;
  }

  json.addEventListener("toggle", update);
  return { place, update };
}

/**
 * @param {string} range
 * @param {string} title
 * @param {Aggregate} aggregate
 * @param {boolean} isOpen
 */
function rangeLists(range, title, aggregate, isOpen) {
  const say = words.history.preview;
  const [artists, tracks] = [aggregate.artists, aggregate.tracks].map((items) =>
    items.filter((item) => item.time_range === range),
  );
  const details = element(
    "details",
    { class: "history-preview__range" },
    element(
      "summary",
      {},
      element("strong", {}, title),
      element("small", {}, say.counts(artists.length, tracks.length)),
    ),
    element(
      "div",
      { class: "history-preview__lists" },
      itemList(say.artists, artists),
      itemList(say.tracks, tracks),
    ),
  );
  details.open = isOpen;
  return details;
}

/**
 * @param {string} title
 * @param {Item[]} items
 */
function itemList(title, items) {
  const say = words.history.preview;
  const section = element("section", {}, element("h3", {}, title));
  if (items.length === 0) section.append(element("p", {}, say.none));
  // Long lists scroll by themselves, so the keyboard must get there.
  else section.append(element("ol", { tabindex: "0", "aria-label": title }, ...items.map(itemLine)));
  return section;
}

/** @param {Item} item */
function itemLine({ name, artist, plays }) {
  const say = words.history.preview;
  const told = element("span", {}, nameText(name));
  if (artist !== undefined) told.append(" ", element("small", {}, nameText(artist)));
  return element("li", {}, told, element("data", { value: String(plays) }, say.plays(plays)));
}
