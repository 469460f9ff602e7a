// @ts-check
/** A code that brings one back where no source proves who one is. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { announce, element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";
import { ShownOnce } from "./shown-once.js";

export function RecoveryCode() {
  const say = words.settings.recovery;
  const button = element("button", { class: "button button--quiet", type: "button" }, say.make);
  const shown = element("div");
  const section = SettingsSection("recovery", say, button, shown);
  button.addEventListener("click", () => {
    void section.tried(button, async () => {
      const { recovery_code } = await api.makeRecoveryCode();
      shown.replaceChildren(ShownOnce(say.label, recovery_code));
      announce(say.made);
    });
  });
  return section.place;
}
