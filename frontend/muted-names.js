// @ts-check
/** Artists and genres that do not count: typed in, listed, counted again. */

import { element } from "./dom.js";
import { Field } from "./field.js";
import { MutedList } from "./muted-list.js";
import { mute, unmute } from "./muting.js";
import { SettingsSection } from "./settings-section.js";
import { settingsStrings } from "./settings-strings.js";

/** @typedef {import("./api.js").TasteProfile} TasteProfile */

/** @param {TasteProfile} profile */
export function MutedNames(profile) {
  const say = settingsStrings.muted;
  const list = MutedList((kind, name, button) => {
    void section.tried(button, async () => {
      list.update((await unmute(kind, name)).muted);
      section.done(say.unmuted(name));
      section.heading.focus();
    });
  });
  const section = SettingsSection("muted", say, list.place, form("artists"), form("genres"));

  /** @param {"artists" | "genres"} kind */
  function form(kind) {
    const { place, input } = Field(`mute-${kind}`, say.labels[kind], [say.hints[kind]], {
      maxlength: "200",
      required: "",
      pattern: ".*\\S.*",
      autocomplete: "off",
    });
    const button = element(
      "button",
      { class: "button button--quiet", type: "submit", "aria-label": say.muteTyped[kind] },
      say.mute,
    );
    const made = element("form", { class: "muted-names__form" }, place, button);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = input.value.trim();
      void section.tried(button, async () => {
        list.update((await mute(kind, name)).muted);
        input.value = "";
        section.done(say.muted(name));
      });
    });
    return made;
  }

  list.update(profile.muted);
  return section.place;
}
