// @ts-check
/** Signs one out on every device but this one. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

export function Sessions() {
  const say = words.settings.sessions;
  const button = element("button", { class: "button button--quiet", type: "button" }, say.end);
  const section = SettingsSection("sessions", say, button);
  button.addEventListener("click", async () => {
    if (!(await confirmed(section.place, say.ending))) return;
    await section.tried(button, async () => {
      await api.endSessions();
      section.done(say.ended);
    });
  });
  return section.place;
}
