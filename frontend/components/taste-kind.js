// @ts-check
/** What is kept of one kind, strongest first, each to be muted where that is possible. */

import { words } from "../i18n/language.js";
import { element, nameText } from "./dom.js";

const LISTED = 30;

/**
 * @param {string} title
 * @param {import("../server/api.js").Feature[]} features
 * @param {((name: string) => HTMLElement) | null} muteButton
 */
export function TasteKind(title, features, muteButton) {
  const section = element("section", {}, element("h2", {}, title));
  if (features.length === 0) {
    section.append(element("p", {}, words.taste.unknownKind));
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
    if (muteButton) item.append(" ", muteButton(feature.name));
    list.append(item);
  }
  section.append(list);
  const left = features.length - LISTED;
  if (left > 0) section.append(element("p", { class: "my-taste__more" }, words.taste.andMore(left)));
  return section;
}
