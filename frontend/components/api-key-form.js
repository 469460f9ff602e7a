// @ts-check
/** What a new key is called, and what it may do. */

import { words } from "../i18n/language.js";
import { Choice } from "./choice.js";
import { element } from "./dom.js";
import { Field } from "./field.js";

/** @typedef {import("../server/api.js").ApiKey["scopes"]} Scopes */

/** @param {(button: HTMLElement, wanted: { name: string, scopes: Scopes }) => void} onMake */
export function ApiKeyForm(onMake) {
  const say = words.settings.keys;
  const name = Field("key-name", say.nameLabel, [say.nameHint], {
    maxlength: "80",
    required: "",
    pattern: ".*\\S.*",
    autocomplete: "off",
  });
  const scopes = Object.entries(say.scopes).map(([scope, { title, text }]) =>
    Choice("checkbox", "scope", scope, title, text),
  );
  const button = element("button", { class: "button button--quiet", type: "submit" }, say.make);
  const form = element(
    "form",
    { class: "api-key-form" },
    name.place,
    element(
      "fieldset",
      {},
      element("legend", {}, say.legend),
      ...scopes.map(({ card }) => card),
    ),
    button,
  );

  function update() {
    const isAny = scopes.some(({ input }) => input.checked);
    scopes[0]?.input.setCustomValidity(isAny ? "" : say.choose);
  }

  form.addEventListener("change", update);
  // A form is empty only after it has said that it will be.
  form.addEventListener("reset", () => queueMicrotask(update));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = scopes.filter(({ input }) => input.checked).map(({ input }) => input.value);
    onMake(button, { name: name.input.value, scopes: /** @type {Scopes} */ (chosen) });
  });
  update();
  return form;
}
