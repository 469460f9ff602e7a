// @ts-check
/** My taste: where it came from, and what is kept, strongest first, by kind. */

import { api } from "./api.js";
import { announce, element } from "./dom.js";
import { MoreSources } from "./more-sources.js";
import { Notice } from "./notice.js";
import { TasteCompany } from "./taste-company.js";
import { TasteLists } from "./taste-lists.js";
import { TasteMuting } from "./taste-muting.js";
import { TasteSource } from "./taste-source.js";
import { TasteSources } from "./taste-sources.js";
import { words } from "./words/language.js";

/** @param {HTMLElement} place */
export async function MyTaste(place) {
  const first = await api.tasteProfile();
  const say = words.taste;
  const muting = TasteMuting(update);
  const lists = TasteLists(muting.buttonFor);
  const company = TasteCompany();
  const source = TasteSource(update);
  const sources = TasteSources(update, () => {
    Notice(place, say.forgotten);
    announce(say.forgotten.title);
  });

  /** @param {import("./api.js").TasteProfile} profile */
  function update(profile) {
    source.update(profile);
    void company.update(profile);
    sources.update(profile);
    muting.update(profile);
    lists.update(profile);
  }

  place.className = "my-taste";
  place.replaceChildren(
    element("h1", {}, say.title),
    source.place,
    company.place,
    element("div", { class: "my-taste__sources" }, sources.place, MoreSources()),
    muting.place,
    lists.place,
  );
  update(first);
}
