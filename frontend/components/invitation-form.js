// @ts-check
/** What an invitation shall be: whose, for how many, for how long. */

import { words } from "../i18n/language.js";
import { INVITATION_DAYS } from "../logic/server-facts.js";
import { Choice } from "./choice.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { NameConsent } from "./name-consent.js";

const USUAL_DAYS = "7";

/** @typedef {{ shows_name: boolean, is_reusable: boolean, days: number }} Wanted */

/**
 * @param {string | null} name that the person has here
 * @param {(button: HTMLElement, wanted: Wanted) => void} onMake
 */
export function InvitationForm(name, onMake) {
  const say = words.invitations.make;
  const consent = NameConsent(name, { ...say, alias: say.byNobody });
  const once = Choice("radio", "times", "once", say.once.title, say.once.text);
  const often = Choice("radio", "times", "often", say.often.title, say.often.text);
  once.input.checked = true;
  const days = Field("invitation-days", say.daysLabel, [say.daysHint(INVITATION_DAYS)], {
    type: "number",
    min: "1",
    max: String(INVITATION_DAYS),
    value: USUAL_DAYS,
    required: "",
  });
  const button = element("button", { class: "button", type: "submit" }, say.make);
  const form = element(
    "form",
    { class: "invitation-form" },
    consent.place,
    element(
      "fieldset",
      {},
      element("legend", {}, say.timesLegend),
      once.card,
      often.card,
    ),
    days.place,
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onMake(button, {
      shows_name: consent.isNamed(),
      is_reusable: often.input.checked,
      days: days.input.valueAsNumber,
    });
  });
  return form;
}
