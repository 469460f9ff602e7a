// @ts-check
/** What does not count: names typed in, whole sources, listed and counted again. */

import { words } from "../i18n/language.js";
import { sourceTitle } from "../logic/source-name.js";
import { mute, unmute } from "../server/muting.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { MutedList } from "./muted-list.js";
import { MutedSources } from "./muted-sources.js";
import { SettingsSection } from "./settings-section.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/** @param {TasteProfile} profile */
export function MutedNames(profile) {
  const say = words.muting;
  const list = MutedList((kind, name, button, shown) => {
    void section.tried(button, async () => {
      update(await unmute(kind, name));
      section.done(say.unmuted(shown));
      section.heading.focus();
    });
  });
  const sources = MutedSources((source, button) => {
    void section.tried(button, async () => {
      update(await mute("sources", source));
      section.done(say.muted(sourceTitle(source)));
      section.heading.focus();
    });
  });
  const section = SettingsSection(
    "muted",
    say,
    list.place,
    form("artists"),
    form("genres"),
    sources.place,
  );

  /** @param {TasteProfile} now */
  function update(now) {
    list.update(now.muted);
    sources.update(now);
  }

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
        update(await mute(kind, name));
        input.value = "";
        section.done(say.muted(name));
      });
    });
    return made;
  }

  update(profile);
  return section.place;
}
