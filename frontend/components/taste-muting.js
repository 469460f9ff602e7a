// @ts-check
/** Mutes what one sees in one's taste, and lists what is muted. */

import { words } from "../i18n/language.js";
import { mute, unmute } from "../server/muting.js";
import { announce, element } from "./dom.js";
import { MutedList } from "./muted-list.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/** @type {Record<string, keyof import("../server/api.js").Muted>} */
const MUTABLE = { artist: "artists", genre: "genres" };

/** @param {(profile: TasteProfile) => void} renew shows what has changed */
export function TasteMuting(renew) {
  const say = words.muting;
  const heading = element("h2", { tabindex: "-1" }, say.onTaste);
  const settled = element("p", { tabindex: "-1" });
  const list = MutedList((kind, name, button, shown) => {
    void changed(button, () => unmute(kind, name), say.unmuted(shown));
  });
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element("section", { class: "taste-muting" }, heading, list.place, settled);

  /** @param {TasteProfile} profile */
  function update({ muted }) {
    list.update(muted);
    heading.hidden = list.place.hidden;
    place.hidden = list.place.hidden && !settled.textContent;
  }

  /**
   * @param {HTMLElement} button whose row goes away with it
   * @param {() => Promise<TasteProfile>} change
   * @param {string} done
   */
  async function changed(button, change, done) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    trouble.remove();
    try {
      const profile = await change();
      settled.textContent = done;
      renew(profile);
      announce(done);
      settled.focus({ preventScroll: true });
    } catch (error) {
      button.setAttribute("aria-disabled", "false");
      // An earlier change may have painted the lists anew meanwhile.
      (button.isConnected ? button : settled).after(trouble);
      tellTrouble(trouble, error);
    }
  }

  return {
    place,
    update,
    /**
     * @param {string} kind
     * @returns {((name: string) => HTMLElement) | null} null where it cannot be muted
     */
    buttonFor(kind) {
      const mutable = MUTABLE[kind];
      return mutable ? (name) => muteButton(mutable, name) : null;
    },
  };

  /** @param {keyof import("../server/api.js").Muted} kind @param {string} name */
  function muteButton(kind, name) {
    const attributes = { class: "taste-muting__button", "aria-label": say.muteOne(name) };
    const button = element("button", { type: "button", ...attributes }, say.mute);
    button.addEventListener("click", () => {
      void changed(button, () => mute(kind, name), say.muted(name));
    });
    return button;
  }
}
