// @ts-check
/** Whether a source joins the others that one has, or takes their place. */

import { words } from "../i18n/language.js";
import { sourceTitle } from "../logic/source-name.js";
import { Choice } from "./choice.js";
import { element } from "./dom.js";

/** @typedef {import("../server/api.js").KeptSource} KeptSource */

/**
 * Asks only whoever has other sources.
 * @param {KeptSource[]} kept
 * @param {string} source that is read now
 * @param {boolean | null} before what was chosen on a way in that did not end well
 */
export function JoinChoice(kept, source, before) {
  const say = words.consent.join;
  const others = kept.filter((one) => one.source !== source);
  const names = words.listed(others.map((one) => sourceTitle(one.source)));
  const add = Choice("radio", "join", "add", say.addTitle, say.addText(names));
  const replace = Choice("radio", "join", "replace", say.replaceTitle, say.replaceText(names));
  const place = element(
    "fieldset",
    { class: "join-choice" },
    element("legend", {}, say.legend),
    add.card,
    replace.card,
  );
  const isAsked = others.length > 0;
  place.hidden = !isAsked;
  // What is not asked must not hold the form up.
  place.disabled = !isAsked;
  (before === false ? replace : add).input.checked = true;
  return {
    place,
    isAdded: () => isAsked && add.input.checked,
    /** @param {boolean} isApart whether what is not added makes another person */
    update(isApart) {
      replace.write(
        isApart ? say.apartTitle : say.replaceTitle,
        isApart ? say.apartText(names) : say.replaceText(names),
      );
    },
  };
}
