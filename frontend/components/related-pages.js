// @ts-check
/** What one can also do about oneself, on pages of its own. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

export function RelatedPages() {
  const say = words.settings.related;
  const list = element("ul", { class: "settings-section__list" });
  for (const { href, title, text } of say.pages) {
    list.append(
      element(
        "li",
        {},
        element("a", { class: "settings-section__link", href }, title),
        element("span", { class: "settings-section__facts" }, text),
      ),
    );
  }
  return SettingsSection("related", say, list).place;
}
