// @ts-check
/** A part of a page that stands by itself: its words, what can be done, and how that went. */

import { announce, element } from "./dom.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {{ place: HTMLElement, heading: HTMLElement, done(text: string): void,
 *   tried(button: HTMLElement, action: () => Promise<void>): Promise<void>,
 *   loaded(action: () => Promise<void>): Promise<void> }} SettingsParts */

/**
 * @param {string} name
 * @param {{ title: string, text: string }} words
 * @param {...Node} children
 * @returns {SettingsParts}
 */
export function SettingsSection(name, { title, text }, ...children) {
  const id = `${name}-title`;
  const heading = element("h2", { id, tabindex: "-1" }, title);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const settled = element("p", { class: "settings-section__done" });
  const place = element(
    "section",
    { class: "settings-section", "aria-labelledby": id },
    heading,
    element("p", {}, text),
    ...children,
    settled,
    trouble,
  );

  /** @param {string} text */
  function done(text) {
    settled.textContent = text;
    announce(text);
  }

  /** @param {() => Promise<void>} action */
  async function loaded(action) {
    trouble.textContent = "";
    settled.textContent = "";
    try {
      await action();
    } catch (error) {
      tellTrouble(trouble, error);
    }
  }

  return {
    place,
    heading,
    done,
    loaded,
    async tried(button, action) {
      // Disabled, it would lose the focus and the keyboard its place.
      if (button.getAttribute("aria-disabled") === "true") return;
      button.setAttribute("aria-disabled", "true");
      await loaded(action);
      button.setAttribute("aria-disabled", "false");
    },
  };
}
