// @ts-check
/** My taste: what is kept, strongest first, by kind. */

import { api } from "./api.js";
import { element, nameText } from "./dom.js";
import { strings } from "./strings.js";

const LISTED = 30;

/** @param {HTMLElement} place */
export async function MyTaste(place) {
  const profile = await api.tasteProfile();
  const say = strings.taste;
  place.className = "my-taste";
  const date = new Date(profile.updated_at).toLocaleDateString("en", { dateStyle: "long" });
  const names = /** @type {Record<string, string>} */ (say.sources);
  const keys = new Set(profile.top_items.map((item) => item.source));
  const sources = [...keys].map((key) => names[key] ?? key).join(", ");
  const visibility = /** @type {Record<string, string>} */ (say.visibility);
  place.replaceChildren(
    element("h1", {}, say.title),
    element("p", {}, say.from(sources, date), " ", visibility[profile.visibility] ?? ""),
    element(
      "p",
      { class: "my-taste__actions" },
      element("a", { class: "button", href: "#/matches" }, say.toMatches),
      element("a", { href: "#/start/spotify" }, say.refresh),
    ),
  );
  const kinds = element("div", { class: "my-taste__kinds" });
  for (const [kind, title] of Object.entries(say.kinds)) {
    kinds.append(kindSection(title, profile.features[kind] ?? []));
  }
  place.append(kinds);
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
