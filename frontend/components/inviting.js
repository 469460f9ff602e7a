// @ts-check
/** Makes an invitation and shows its link, this one time. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { linkOf } from "../storage/invitation-link.js";
import { element } from "./dom.js";
import { InvitationForm } from "./invitation-form.js";
import { SettingsSection } from "./settings-section.js";
import { ShownOnce } from "./shown-once.js";

/**
 * @param {string | null} name that the person has here
 * @param {() => void} onMade
 */
export function Inviting(name, onMade) {
  const say = words.invitations.make;
  const shown = element("div");
  const form = InvitationForm(name, (button, wanted) =>
    section.tried(button, async () => {
      const { code } = await api.invite(wanted);
      const link = linkOf(code);
      shown.replaceChildren(ShownOnce(say.label, link, say.keep, ...sharing(link)));
      onMade();
      section.done(say.made);
      shown.scrollIntoView({ block: "nearest" });
    }),
  );
  const section = SettingsSection("inviting", say, form, shown);

  /** @param {string} link @returns {HTMLElement[]} */
  function sharing(link) {
    if (!("share" in navigator)) return [];
    const button = element("button", { class: "button", type: "button" }, say.share);
    button.addEventListener("click", async () => {
      try {
        await navigator.share({ title: words.name, text: say.sharing, url: link });
        section.done(say.shared);
      } catch (error) {
        // Whoever closes the list of ways has not failed.
        const isClosed = error instanceof DOMException && error.name === "AbortError";
        if (!isClosed) section.done(say.notShared);
      }
    });
    return [button];
  }

  return { place: section.place, forget: () => shown.replaceChildren() };
}
