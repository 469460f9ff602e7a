// @ts-check
/** Invitations that stand, each with the way to take it back. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

/** @typedef {import("../server/api.js").Invitation} Invitation */

/** @param {() => void} onRevoked */
export function StandingInvitations(onRevoked) {
  const say = words.invitations.standing;
  const list = element("ul", { class: "settings-section__list", "aria-busy": "true" });
  const section = SettingsSection("standing", say, list);

  async function show() {
    const { invitations } = await api.invitations();
    list.replaceChildren(
      ...(invitations.length ? invitations.map(row) : [element("li", {}, say.none)]),
    );
  }

  /** @param {Invitation} invitation */
  function row({ invitation_id, shows_name, is_reusable, made_at, expires_at }) {
    const end = new Date(expires_at);
    const attributes = { "aria-label": say.revokeOne(new Date(made_at), end) };
    const button = element(
      "button",
      { class: "settings-section__button", type: "button", ...attributes },
      say.revoke,
    );
    button.addEventListener("click", () => void revoke(button, invitation_id));
    return element(
      "li",
      {},
      element("span", {}, say.who(shows_name)),
      element("span", { class: "settings-section__facts" }, say.facts(is_reusable, end)),
      button,
    );
  }

  /** @param {HTMLElement} button @param {string} invitationId */
  async function revoke(button, invitationId) {
    if (!(await confirmed(section.place, say.revoking))) return;
    await section.tried(button, async () => {
      await api.revokeInvitation(invitationId);
      onRevoked();
      await show();
      section.done(say.revoked);
      section.heading.focus();
    });
  }

  const update = () => section.loaded(show).then(() => list.removeAttribute("aria-busy"));
  void update();
  return { place: section.place, update };
}
