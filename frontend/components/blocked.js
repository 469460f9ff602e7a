// @ts-check
/** Whom one has blocked: when, for who it was is kept as a hash only. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { element } from "./dom.js";
import { SettingsSection } from "./settings-section.js";

export function Blocked() {
  const say = words.settings.blocked;
  const list = element("ul", { class: "settings-section__list", "aria-busy": "true" });
  const section = SettingsSection("blocked", say, list);

  async function show() {
    const { blocks } = await api.blocks();
    const rows = blocks.map((block) => {
      const { block_id, at } = block;
      const on = say.on(new Date(at));
      const button = element(
        "button",
        { class: "settings-section__button", type: "button", "aria-label": say.liftOne(on) },
        say.lift,
      );
      button.addEventListener("click", () => void lift(button, block_id));
      return element("li", {}, element("time", { datetime: at }, on), button);
    });
    list.replaceChildren(...(rows.length ? rows : [element("li", {}, say.none)]));
  }

  /** @param {HTMLElement} button @param {string} blockId */
  async function lift(button, blockId) {
    if (!(await confirmed(section.place, say.lifting))) return;
    await section.tried(button, async () => {
      await api.liftBlock(blockId);
      await show();
      section.done(say.lifted);
      section.heading.focus();
    });
  }

  void section.loaded(show).then(() => list.removeAttribute("aria-busy"));
  return section.place;
}
