// @ts-check
/** My taste: where it came from, and what is kept, strongest first, by kind. */

import { api } from "./api.js";
import { announce, element, nameText } from "./dom.js";
import { MoreSources } from "./more-sources.js";
import { Notice } from "./notice.js";
import { strings } from "./strings.js";
import { TasteSource } from "./taste-source.js";
import { TasteSources } from "./taste-sources.js";

const LISTED = 30;

/** @param {HTMLElement} place */
export async function MyTaste(place) {
  const first = await api.tasteProfile();
  const say = strings.taste;
  const kinds = element("div", { class: "my-taste__kinds" });
  const source = TasteSource(update);
  const sources = TasteSources(update, () => {
    Notice(place, say.forgotten);
    announce(say.forgotten.title);
  });

  /** @param {import("./api.js").TasteProfile} profile */
  function update(profile) {
    source.update(profile);
    sources.update(profile);
    kinds.replaceChildren(
      ...Object.entries(say.kinds).map(([kind, title]) =>
        kindSection(title, profile.features[kind] ?? []),
      ),
    );
  }

  place.className = "my-taste";
  place.replaceChildren(
    element("h1", {}, say.title),
    source.place,
    element("div", { class: "my-taste__sources" }, sources.place, MoreSources()),
    kinds,
  );
  update(first);
}

/**
 * @param {string} title
 * @param {import("./api.js").Feature[]} features
 */
function kindSection(title, features) {
  const section = element("section", {}, element("h2", {}, title));
  if (features.length === 0) {
    section.append(element("p", {}, strings.taste.unknownKind));
    return section;
  }
  const list = element("ol", { class: "my-taste__list" });
  const strongest = Math.max(...features.map((feature) => feature.weight));
  for (const feature of features.slice(0, LISTED)) {
    const item = element("li", {}, nameText(feature.name));
    item.style.setProperty("--weight", String(feature.weight / strongest));
    if (feature.artist) {
      item.append(" ", element("span", { class: "my-taste__artist" }, nameText(feature.artist)));
    }
    list.append(item);
  }
  section.append(list);
  const left = features.length - LISTED;
  if (left > 0) section.append(element("p", { class: "my-taste__more" }, strings.taste.andMore(left)));
  return section;
}
