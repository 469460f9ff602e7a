// @ts-check
/** Leaving for good: asked once, done at once, with a receipt. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { SIGNED_OUT } from "../storage/session-sign.js";
import { confirmed } from "./confirmation.js";
import { announce, element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

/** @typedef {import("../server/api.js").Receipt} Receipt */

/** @param {HTMLElement} view that the receipt takes the place of */
export function Erasure(view) {
  const say = words.settings.erasure;
  const button = element("button", { class: "button button--danger", type: "button" }, say.erase);
  const section = SettingsSection("erasure", say, button);
  button.addEventListener("click", async () => {
    if (!(await confirmed(section.place, say.erasing))) return;
    await section.tried(button, async () => {
      const receipt = await api.eraseMe();
      showReceipt(view, receipt);
      view.dispatchEvent(new Event(SIGNED_OUT, { bubbles: true }));
    });
  });
  return section.place;
}

/** @param {HTMLElement} place @param {Receipt} receipt */
function showReceipt(place, { user_id, had_taste_profile, linked_sources, remnants }) {
  const say = words.settings.erasure.receipt;
  const heading = element("h1", { tabindex: "-1" }, say.title);
  const rows = remnants.map(({ what, until }) =>
    element("div", {}, element("dt", {}, say.what(what)), element("dd", {}, say.until(until))),
  );
  place.className = "receipt";
  place.replaceChildren(
    heading,
    element("p", {}, had_taste_profile ? say.withTaste : say.withoutTaste),
    element("p", {}, say.links(linked_sources)),
    element("h2", {}, say.remnants),
    element("dl", {}, ...rows),
    element("p", {}, say.id, " ", element("code", {}, user_id)),
    element("p", {}, element("a", { href: "#/" }, say.back)),
  );
  heading.focus();
  announce(say.title);
}
