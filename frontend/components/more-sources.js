// @ts-check
/** The ways to add another source to my taste. */

import { words } from "../i18n/language.js";
import { wordsOf } from "../logic/error-words.js";
import { api } from "../server/api.js";
import { element, nameText } from "./dom.js";
import { HistoryLink } from "./history-link.js";

export function MoreSources() {
  const say = words.taste.more;
  const ways = element("ul", { class: "more-sources__ways", "aria-busy": "true" });
  const place = element(
    "section",
    { class: "more-sources" },
    element("h2", {}, say.title),
    element("p", {}, say.text),
    ways,
    HistoryLink(),
  );
  void list(ways);
  return place;
}

/** @param {HTMLElement} ways */
async function list(ways) {
  try {
    const { sources } = await api.sources();
    const links = sources.map(({ source, name }) => {
      const href = `#/start/${encodeURIComponent(source)}`;
      return element("li", {}, element("a", { class: "button button--quiet", href }, nameText(name)));
    });
    ways.replaceChildren(...links);
  } catch (error) {
    ways.replaceChildren(element("li", { class: "trouble" }, wordsOf(error).text));
  }
  ways.removeAttribute("aria-busy");
}
