// @ts-check
/** Who may see me: chosen by the person, never assumed. */

import { Choice } from "./choice.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { strings } from "./strings.js";

/** @typedef {import("./saving.js").Choices} Choices */

/**
 * @param {boolean} isKnown whether this browser's person has chosen before
 * @param {Choices | null} before what they chose on a way in that did not end well
 */
export function VisibilityChoice(isKnown, before) {
  const say = strings.consent;
  const place = element(
    "fieldset",
    { class: "visibility-choice" },
    element("legend", {}, say.legend),
    element("p", {}, say.text),
  );
  /** @type {Map<string, { card: HTMLElement, input: HTMLInputElement }>} */
  const options = new Map();
  for (const [value, title, text] of say.options) {
    const option = Choice("radio", "visibility", value, title, text);
    options.set(value, option);
    place.append(option.card);
  }
  const name = Field("display-name", say.nameLabel, [say.nameHint], {
    maxlength: "80",
    autocomplete: "nickname",
  });
  options.get("open")?.card.append(name.place);
  if (before?.displayName) name.input.value = before.displayName;
  const first = before ? (before.visibility ?? "keep") : isKnown ? "keep" : null;
  const asBefore = options.get("keep");
  const preselected = first ? options.get(first) : undefined;
  if (preselected) preselected.input.checked = true;

  let isHeldBack = false;

  const chosen = () => [...options].find(([, { input }]) => input.checked)?.[0] ?? null;

  /** @param {boolean} isOffered what it hides is chosen again when it comes back */
  function offerAsBefore(isOffered) {
    if (!asBefore) return;
    const { card, input } = asBefore;
    card.hidden = !isOffered;
    // What nobody can reach must not hold the form up.
    input.disabled = !isOffered;
    if (isOffered) {
      input.checked ||= isHeldBack && chosen() === null;
      isHeldBack = false;
    } else if (input.checked) {
      input.checked = false;
      isHeldBack = true;
    }
  }

  return {
    place,
    name,
    /** @param {boolean} isSomebodyNew who cannot have chosen anything before */
    update(isSomebodyNew) {
      offerAsBefore(!isSomebodyNew);
      name.place.hidden = chosen() !== "open";
    },
    /** @returns {{ visibility: string | null, displayName: string | null }} */
    choices() {
      const visibility = chosen();
      const typed = name.input.value;
      return {
        visibility: visibility === "keep" ? null : visibility,
        displayName: visibility === "open" && typed.trim() ? typed : null,
      };
    },
  };
}
