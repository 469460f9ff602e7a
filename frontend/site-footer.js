// @ts-check
/** What stands below every page. */

import { element } from "./dom.js";
import { strings } from "./strings.js";

/** @param {HTMLElement} place */
export function SiteFooter(place) {
  place.replaceChildren(
    element(
      "ul",
      {},
      element("li", {}, element("a", { href: "./#/privacy" }, strings.nav.privacy)),
      element("li", {}, element("a", { href: "reference.html" }, strings.landing.reference)),
    ),
  );
}
