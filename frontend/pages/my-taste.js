// @ts-check
/** My taste: where it came from, and what is kept, strongest first, by kind. */

import { announce, element } from "../components/dom.js";
import { MoreSources } from "../components/more-sources.js";
import { Notice } from "../components/notice.js";
import { TasteCompany } from "../components/taste-company.js";
import { TasteLists } from "../components/taste-lists.js";
import { TasteMuting } from "../components/taste-muting.js";
import { TasteSource } from "../components/taste-source.js";
import { TasteSources } from "../components/taste-sources.js";
import { words } from "../i18n/language.js";
import { api } from "../server/api.js";

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

  /** @param {import("../server/api.js").TasteProfile} profile */
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
