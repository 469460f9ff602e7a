// @ts-check
/** What stands below every page. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";

/** @param {HTMLElement} place */
export function SiteFooter(place) {
  place.replaceChildren(
    element(
      "ul",
      {},
      element("li", {}, element("a", { href: "./#/privacy" }, words.nav.privacy)),
      element("li", {}, element("a", { href: "reference.html" }, words.nav.reference)),
    ),
  );
}
