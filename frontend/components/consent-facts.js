// @ts-check
/** What is read of a source, what is kept of it and for how long. */

import { entryOf, words } from "../i18n/language.js";
import { element } from "./dom.js";

/** @param {string} source */
export function ConsentFacts(source) {
  const say = words.consent;
  const list = element("dl");
  for (const [title, text] of entryOf(say.facts, source) ?? []) {
    list.append(element("div", {}, element("dt", {}, title), element("dd", {}, text)));
  }
  return element(
    "section",
    { class: "consent__facts" },
    element("h2", {}, say.factsTitle),
    list,
    element(
      "p",
      {},
      element("a", { href: "#/privacy" }, words.nav.privacy),
      " · ",
      element("a", { href: "reference.html" }, say.reference),
    ),
  );
}
