// @ts-check
/** How one is seen by others, changed at once. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";
import { VisibilityChoice } from "./visibility-choice.js";

/** @typedef {import("../server/api.js").Me} Me */
/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/**
 * @param {Me} me
 * @param {TasteProfile} profile
 */
export function SeenAs(me, profile) {
  const say = words.settings.seenAs;
  const button = element("button", { class: "button", type: "submit" }, say.save);
  const choice = element("div", { class: "consent" });
  const form = element("form", { class: "seen-as" }, choice, button);
  const section = SettingsSection("seen-as", say, form);
  let visibility = choiceOf(me, profile);

  function update() {
    visibility.update(false);
    visibility.name.input.required = !visibility.name.place.hidden && !me.display_name;
  }

  /** @param {ReturnType<typeof VisibilityChoice>} shown */
  function show(shown) {
    visibility = shown;
    choice.replaceChildren(visibility.place);
    update();
  }

  async function save() {
    const { visibility: chosen, displayName, namedArtists } = visibility.choices();
    me = await api.changeChoices({
      visibility: chosen,
      display_name: displayName,
      named_artists: namedArtists,
    });
    show(choiceOf(me, await api.tasteProfile()));
    section.done(say.saved);
  }

  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void section.tried(button, save);
  });
  show(visibility);
  return section.place;
}

/** @param {Me} me @param {TasteProfile} profile */
function choiceOf(me, profile) {
  const visibility = VisibilityChoice(me, profile, null);
  if (!me.display_name) visibility.name.advise(words.settings.seenAs.nameHint);
  // Only spaces would be no name.
  visibility.name.input.pattern = ".*\\S.*";
  return visibility;
}
