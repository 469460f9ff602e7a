// @ts-check
/** What this is, and the ways in that work on this server. */

import { api } from "./api.js";
import { element } from "./dom.js";
import { strings } from "./strings.js";

/** @param {HTMLElement} place */
export async function Landing(place) {
  const { sources } = await api.sources();
  const say = strings.landing;
  place.className = "landing";
  const ways = element("ul", { class: "landing__ways", "aria-label": say.waysIn });
  for (const source of sources) {
    const href = `#/start/${encodeURIComponent(source.source)}`;
    ways.append(
      element("li", {}, element("a", { href, class: "button" }, say.use(source.name))),
    );
  }
  const promises = element("dl", { class: "landing__promises" });
  for (const [title, text] of say.promises) {
    promises.append(
      element("div", {}, element("dt", {}, title), element("dd", {}, text)),
    );
  }
  place.replaceChildren(
    element("h1", {}, say.title),
    element("p", { class: "landing__text" }, say.text),
    sources.length > 0 ? ways : element("p", {}, say.noWays),
  );
  if (sources.some((source) => source.is_invented)) {
    place.append(element("p", { class: "landing__invented" }, say.invented));
  }
  place.append(
    promises,
    element("p", {}, element("a", { href: "reference.html" }, say.reference)),
  );
}
