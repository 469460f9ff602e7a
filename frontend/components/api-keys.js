// @ts-check
/** Keys of programs that act for one: made, shown once, listed, revoked. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { ApiKeyForm } from "./api-key-form.js";
import { confirmed } from "./confirmation.js";
import { element, nameText } from "./dom.js";
import { SettingsSection } from "./settings-section.js";
import { ShownOnce } from "./shown-once.js";

/** @typedef {import("../server/api.js").ApiKey} ApiKey */

export function ApiKeys() {
  const say = words.settings.keys;
  const list = element("ul", { class: "settings-section__list", "aria-busy": "true" });
  const shown = element("div");
  const form = ApiKeyForm((button, wanted) =>
    section.tried(button, async () => {
      const { key, api_key } = await api.makeApiKey(wanted);
      shown.replaceChildren(ShownOnce(say.label(api_key.name), key));
      form.reset();
      await show();
      section.done(say.made);
    }),
  );
  const section = SettingsSection("keys", say, list, shown, form);

  async function show() {
    const { api_keys } = await api.apiKeys();
    list.replaceChildren(
      ...(api_keys.length ? api_keys.map(row) : [element("li", {}, say.none)]),
    );
  }

  /** @param {ApiKey} key */
  function row({ key_id, name, scopes, made_at, last_used_at }) {
    const used = last_used_at === null ? null : new Date(last_used_at);
    const button = element(
      "button",
      { class: "settings-section__button", type: "button", "aria-label": say.revokeOne(name) },
      say.revoke,
    );
    button.addEventListener("click", () => void revoke(button, key_id, name));
    return element(
      "li",
      {},
      element("strong", {}, nameText(name)),
      element("span", { class: "settings-section__facts" }, say.facts(scopes, new Date(made_at), used)),
      button,
    );
  }

  /** @param {HTMLElement} button @param {string} keyId @param {string} name */
  async function revoke(button, keyId, name) {
    if (!(await confirmed(section.place, say.revoking(name)))) return;
    await section.tried(button, async () => {
      await api.revokeApiKey(keyId);
      shown.replaceChildren();
      await show();
      section.done(say.revoked(name));
      section.heading.focus();
    });
  }

  void section.loaded(show).then(() => list.removeAttribute("aria-busy"));
  return section.place;
}
