// @ts-check
/** The cards of the matches loaded so far, as one wishes to see them. */

import { words } from "../i18n/language.js";
import { arranged } from "../logic/match-order.js";
import { element } from "./dom.js";
import { MatchCard } from "./match-card.js";

/** @typedef {import("../server/api.js").Match} Match */

/**
 * @param {number} ownArtists how many artists the ranking goes by
 */
export function MatchList(ownArtists) {
  const place = element("ol", { class: "match-list" });
  const apart = element(
    "li",
    { class: "match-list__apart" },
    element("h2", {}, words.matches.apart),
    element("p", { class: "hint" }, words.matches.apartText),
  );
  /** @type {Match[]} */
  const loaded = [];
  /** @type {Map<string, HTMLElement>} */
  const cards = new Map();

  function settle() {
    for (const card of place.children) card.classList.add("match-list__settled");
  }

  return {
    place,
    loaded,

    /**
     * @param {Match[]} matches the next of the ranking
     * @returns {Match[]} those who are new: people move while one reads
     */
    add(matches) {
      const fresh = matches.filter((match) => !cards.has(match.user_id));
      for (const match of fresh) {
        cards.set(match.user_id, element("li", {}, MatchCard(match, ownArtists)));
        loaded.push(match);
      }
      return fresh;
    },

    /**
     * @param {import("../logic/match-order.js").Wishes} wishes
     * @returns {number} how many are shown
     */
    update(wishes) {
      const shown = arranged(loaded, wishes, ownArtists);
      const wanted = shown.map((match) => cards.get(match.user_id) ?? "");
      const firstUnproven = shown.findIndex((match) => !match.is_verified);
      if (firstUnproven > 0) wanted.splice(firstUnproven, 0, apart);
      const isAsBefore =
        wanted.length === place.children.length &&
        wanted.every((card, number) => card === place.children[number]);
      if (!isAsBefore) {
        place.replaceChildren(...wanted);
        afterLayout(settle);
      }
      return shown.length;
    },

    /**
     * Go on from the first of these that is shown, if any is.
     * @param {Match[]} matches
     */
    focusFirst(matches) {
      const among = new Set(matches.map((match) => cards.get(match.user_id)));
      const first = [...place.children].find((card) => among.has(/** @type {HTMLElement} */ (card)));
      first?.querySelector("a")?.focus();
    },
  };
}

/**
 * Whatever is new is laid out in the next frame.
 * @param {() => void} action
 */
function afterLayout(action) {
  requestAnimationFrame(() => requestAnimationFrame(action));
}
