// @ts-check
/** My artists, tracks, genres and eras: all that counts, or what was told of one range. */

import { entryOf, words } from "../i18n/language.js";
import { itemsOfRange, rangesOf } from "../logic/taste-range.js";
import { element } from "./dom.js";
import { TasteKind } from "./taste-kind.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/** What counts, by all ranges together. */
const ALL = "all";

/** @param {(kind: string) => ((name: string) => HTMLElement) | null} buttonFor mutes */
export function TasteLists(buttonFor) {
  const say = words.taste.ranges;
  const select = element("select", { id: "taste-range", "aria-describedby": "taste-range-note" });
  const label = element("label", { for: "taste-range" }, say.label);
  const choice = element("p", { class: "taste-lists__choice" }, label, " ", select);
  const note = element("p", { class: "taste-lists__note", id: "taste-range-note" });
  const kinds = element("div", { class: "my-taste__kinds" });
  const place = element("section", { class: "taste-lists" }, choice, note, kinds);
  /** @type {TasteProfile} */
  let profile;

  /** @param {TasteProfile} shown */
  function update(shown) {
    profile = shown;
    const ranges = rangesOf(profile.top_items);
    const chosen = ranges.includes(select.value) ? select.value : ALL;
    select.replaceChildren(
      ...[ALL, ...ranges].map((range) => element("option", { value: range }, entryOf(say.names, range) ?? range)),
    );
    select.value = chosen;
    choice.hidden = ranges.length < 2;
    note.textContent = say.notes[chosen === ALL ? "all" : "one"];
    note.hidden = choice.hidden;
    kinds.replaceChildren(...(chosen === ALL ? all() : ofRange(chosen)));
  }

  function all() {
    return Object.entries(words.taste.kinds).map(([kind, title]) =>
      TasteKind(title, profile.features[kind] ?? [], buttonFor(kind)),
    );
  }

  /** @param {string} range */
  function ofRange(range) {
    return Object.entries(words.taste.kinds)
      .filter(([kind]) => kind === "artist" || kind === "track")
      .map(([kind, title]) => TasteKind(title, itemsOfRange(profile.top_items, kind, range), null));
  }

  select.addEventListener("change", () => update(profile));
  return { place, update };
}
