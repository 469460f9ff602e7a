// @ts-check
/** Everything that is kept about one, as a file. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

export function DataExport() {
  const say = words.settings.dataExport;
  const button = element("button", { class: "button button--quiet", type: "button" }, say.get);
  const section = SettingsSection("export", say, button);
  button.addEventListener("click", () => {
    void section.tried(button, async () => {
      download(say.file, await api.dataExport());
      section.done(say.done);
    });
  });
  return section.place;
}

/** @param {string} name @param {object} content */
function download(name, content) {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
