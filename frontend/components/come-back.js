// @ts-check
/** The way back by a recovery code. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { takeWayOn } from "../storage/way-on.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { tellTrouble } from "./trouble.js";

const TROUBLE_ID = "come-back-trouble";

export function ComeBack() {
  const say = words.landing.comeBack;
  const field = Field("recovery-code", say.label, [say.hint], {
    required: "",
    maxlength: "200",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
  });
  const button = element("button", { class: "button button--quiet", type: "submit" }, say.go);
  const trouble = element("p", { id: TROUBLE_ID, class: "trouble", role: "alert", tabindex: "-1" });
  const form = element("form", {}, field.place, trouble, button);
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    trouble.textContent = "";
    try {
      await api.recover(field.input.value);
      if (form.isConnected) location.assign(takeWayOn("#/taste"));
    } catch (error) {
      tellTrouble(trouble, error);
      field.blame(TROUBLE_ID);
      trouble.focus();
    }
    isSent = false;
  });
  return element("details", { class: "come-back" }, element("summary", {}, say.title), form);
}
