// @ts-check
/** What is muted, each with a button that lets it count again. */

import { words } from "../i18n/language.js";
import { sourceTitle } from "../logic/source-name.js";
import { element, nameText } from "./dom.js";

/** @typedef {import("../server/api.js").Muted} Muted */

/**
 * @param {(kind: keyof Muted, name: string, button: HTMLElement, shown: string) => void
 *   } onUnmute told the name as it is kept, and as it is shown
 */
export function MutedList(onUnmute) {
  const say = words.muting;
  const place = element("ul", { class: "muted-list" });

  /** @param {keyof Muted} kind @param {string} name */
  function row(kind, name) {
    const shown = kind === "sources" ? sourceTitle(name) : name;
    const button = element(
      "button",
      { class: "muted-list__button", type: "button", "aria-label": say.unmuteOne(shown) },
      say.unmute,
    );
    button.addEventListener("click", () => onUnmute(kind, name, button, shown));
    return element(
      "li",
      {},
      nameText(shown),
      " ",
      element("span", { class: "muted-list__kind" }, say.kinds[kind]),
      button,
    );
  }

  return {
    place,
    /** @param {Muted} muted */
    update({ artists, genres, sources }) {
      place.replaceChildren(
        ...artists.map((name) => row("artists", name)),
        ...genres.map((name) => row("genres", name)),
        ...sources.map((name) => row("sources", name)),
      );
      place.hidden = place.children.length === 0;
    },
  };
}
