// @ts-check
/** The ways in that this server has, looked for while one reads. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { ComeBack } from "./come-back.js";
import { element } from "./dom.js";
import { HistoryLink } from "./history-link.js";

/** @param {import("../server/api.js").Me | null} me who has no need to come back */
export function WaysIn(me) {
  const say = words.landing;
  const ways = element("div", { class: "ways-in__sources", "aria-busy": "true" });
  ways.append(element("p", { class: "button ways-in__looking" }, say.looking));
  return {
    place: element(
      "div",
      { class: "ways-in" },
      ways,
      HistoryLink(),
      ...(me ? [] : [ComeBack()]),
    ),
    async load() {
      const { sources } = await api.sources();
      ways.removeAttribute("aria-busy");
      ways.replaceChildren(...waysInto(sources));
    },
  };
}

/**
 * @param {import("../server/api.js").Source[]} sources
 * @returns {HTMLElement[]}
 */
function waysInto(sources) {
  const say = words.landing;
  if (sources.length === 0) return [element("p", {}, say.noWays)];
  const list = element("ul", { "aria-label": say.waysIn });
  for (const source of sources) {
    const href = `#/start/${encodeURIComponent(source.source)}`;
    list.append(
      element("li", {}, element("a", { href, class: "button" }, say.use(source.name))),
    );
  }
  const isInvented = sources.some((source) => source.is_invented);
  return isInvented ? [list, element("p", { class: "ways-in__invented" }, say.invented)] : [list];
}
