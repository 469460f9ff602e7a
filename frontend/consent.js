// @ts-check
/** Who may see me: chosen before anything is read or saved. */

import { ApiError, api } from "./api.js";
import { element } from "./dom.js";
import { wordsOf } from "./error-words.js";
import { Notice, Waiting } from "./notice.js";
import { startSignIn } from "./sign-in.js";
import { strings } from "./strings.js";

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Me | null} me
 * @param {string} id of the source
 */
export async function Consent(place, me, id) {
  const { sources } = await api.sources();
  const source = sources.find((one) => one.source === id) ?? sources[0];
  if (!source) throw new ApiError("source_not_offered", strings.landing.noWays, 0);
  const say = strings.consent;
  place.className = "consent";

  const choices = element("fieldset", {}, element("legend", {}, say.legend));
  for (const [value, title, text] of say.options) {
    const input = element("input", { type: "radio", name: "visibility", value, required: "" });
    if (me?.visibility && value === "keep") input.checked = true;
    choices.append(
      element(
        "label",
        { class: "consent__option" },
        input,
        element("strong", {}, title),
        element("span", {}, text),
      ),
    );
  }

  const name = element("input", {
    id: "display-name",
    maxlength: "80",
    autocomplete: "nickname",
    "aria-describedby": "display-name-hint",
  });
  const nameField = element(
    "p",
    { class: "consent__name" },
    element("label", { for: "display-name" }, say.nameLabel),
    name,
    element("small", { id: "display-name-hint" }, say.nameHint),
  );
  const button = element("button", { class: "button", type: "submit" }, say.go(source.name));
  const form = element(
    "form",
    {},
    choices,
    nameField,
    element("p", {}, say.sharing),
    button,
  );

  function update() {
    nameField.hidden = chosen(form) !== "open";
  }

  form.addEventListener("change", update);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const visibility = chosen(form);
    Waiting(place, say.going, say.goingText);
    const choices = {
      visibility: visibility === "keep" ? null : visibility,
      displayName: visibility === "open" && name.value.trim() ? name.value : null,
    };
    try {
      await startSignIn(source, choices, sessionStorage);
    } catch (error) {
      Notice(place, wordsOf(error));
    }
  });
  place.replaceChildren(element("h1", {}, say.title), element("p", {}, say.text), form);
  update();
}

/** @param {HTMLFormElement} form */
function chosen(form) {
  const value = new FormData(form).get("visibility");
  return typeof value === "string" ? value : null;
}
