// @ts-check
/** How a score is made, step by step. */

import { element } from "../components/dom.js";
import { words } from "../i18n/language.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function Method(place, me) {
  const say = words.method;
  const steps = say.steps.map(([title, text]) =>
    element("li", {}, element("h2", {}, title), element("p", {}, text)),
  );
  place.className = "method";
  place.replaceChildren(
    element("h1", {}, say.title),
    element("p", {}, say.text),
    element("ol", { class: "method__steps" }, ...steps),
    element("h2", {}, say.lowTitle),
    element("p", {}, say.low),
    element("p", {}, say.young),
    element("p", {}, element("a", { href: me ? "#/matches" : "#/" }, me ? say.back : say.start)),
  );
}
