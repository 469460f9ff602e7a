// @ts-check
/** The name of the site, and one's own pages when signed in. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { element } from "./dom.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 * @param {string} view
 */
export function SiteHeader(place, me, view) {
  const mark = element("img", { src: "icon.svg", alt: "", width: "28", height: "28" });
  const home = element("a", { href: "#/", class: "site-header__home" }, mark, words.name);
  place.replaceChildren(home);
  if (!me) return;
  const list = element("ul", { class: "site-header__pages" });
  for (const [name, text, views] of /** @type {const} */ ([
    ["taste", words.nav.taste, ["taste"]],
    ["matches", words.nav.matches, ["matches", "match"]],
    ["waves", words.nav.waves, ["waves"]],
    ["compare", words.nav.compare, ["compare", "invitation"]],
    ["settings", words.nav.settings, ["settings"]],
  ])) {
    const link = element("a", { href: `#/${name}` }, text);
    if (/** @type {readonly string[]} */ (views).includes(view)) {
      link.setAttribute("aria-current", "page");
    }
    list.append(element("li", {}, link));
  }
  const out = element("button", { type: "button" }, words.nav.out);
  const trouble = element("p", { class: "site-header__trouble", role: "alert" });
  let isWarned = me.is_verified;
  out.addEventListener("click", async () => {
    if (!isWarned) {
      isWarned = true;
      out.textContent = words.nav.outForGood;
      trouble.textContent = words.nav.noWayBack;
      return;
    }
    out.disabled = true;
    trouble.textContent = "";
    try {
      await api.signOut();
      location.assign("./");
    } catch {
      out.disabled = false;
      trouble.textContent = words.nav.stillIn;
    }
  });
  list.append(element("li", {}, out));
  place.append(element("nav", { "aria-label": words.nav.label }, list), trouble);
}
