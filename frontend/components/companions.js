// @ts-check
/** Whom one compares with by invitation, and how to end it. */

import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { element, nameText } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

/** @typedef {import("../server/api.js").Companion} Companion */

export function Companions() {
  const say = words.invitations.companions;
  const list = element("ul", { class: "settings-section__list", "aria-busy": "true" });
  const section = SettingsSection("companions", say, list);

  async function show() {
    const { companions } = await api.companions();
    list.replaceChildren(
      ...(companions.length ? companions.map(row) : [element("li", {}, say.none)]),
    );
  }

  /** @param {Companion} companion */
  function row({ user_id, display_name, is_named, at }) {
    const button = element(
      "button",
      { class: "settings-section__button", type: "button", "aria-label": say.endOne(display_name) },
      say.end,
    );
    button.addEventListener("click", () => void end(button, user_id, display_name));
    const href = `#/matches/${encodeURIComponent(user_id)}`;
    return element(
      "li",
      {},
      element("a", { class: "settings-section__link", href }, nameText(display_name)),
      element("span", { class: "settings-section__facts" }, say.facts(is_named, new Date(at))),
      button,
    );
  }

  /** @param {HTMLElement} button @param {string} userId @param {string} name */
  async function end(button, userId, name) {
    if (!(await confirmed(section.place, say.ending(name)))) return;
    await section.tried(button, async () => {
      try {
        await api.endComparison(userId);
      } catch (error) {
        // The other one was quicker, or has left: it is over all the same.
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
      await show();
      section.done(say.ended);
      section.heading.focus();
    });
  }

  void section.loaded(show).then(() => list.removeAttribute("aria-busy"));
  return section.place;
}
