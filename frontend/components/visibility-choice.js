// @ts-check
/** Who may see me: chosen by the person, never assumed. */

import { words } from "../i18n/language.js";
import { Choice } from "./choice.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { NamedArtists } from "./named-artists.js";

/** @typedef {import("../server/saving.js").Choices} Choices */

const KEEP = "keep";

/**
 * @param {import("../server/api.js").Me | null} me whose choices stand until they change them
 * @param {import("../server/api.js").TasteProfile | null} profile that this person has already
 * @param {Choices | null} before what they chose on a way in that did not end well
 */
export function VisibilityChoice(me, profile, before) {
  const say = words.consent;
  const known = me?.visibility ?? null;
  const knownName = me?.display_name ?? "";
  let isOwnChoice = Boolean(before?.visibility);
  const place = element(
    "fieldset",
    { class: "visibility-choice" },
    element("legend", {}, say.legend),
    element("p", {}, say.text),
  );
  /** @type {Map<string, { card: HTMLElement, input: HTMLInputElement }>} */
  const options = new Map();
  for (const [value, { title, text }] of Object.entries(say.options)) {
    const option = Choice("radio", "visibility", value, title, text);
    options.set(value, option);
    place.append(option.card);
    option.input.addEventListener("change", () => {
      isOwnChoice = true;
    });
  }
  const name = Field("display-name", say.nameLabel, [knownName ? say.nameKeptHint : say.nameHint], {
    maxlength: "80",
    autocomplete: "nickname",
  });
  options.get("open")?.card.append(name.place);
  name.input.value = before?.displayName ?? knownName;
  const named = NamedArtists(profile, before?.namedArtists ?? null);
  options.get("anonymous")?.card.append(named.place);

  const first = before ? (before.visibility ?? known ?? KEEP) : known;
  const preset = first ? options.get(first)?.input : undefined;
  if (preset) preset.checked = true;
  let isNew = false;
  /** @type {HTMLInputElement | null} */
  let heldBack = null;

  const chosen = () => [...options].find(([, { input }]) => input.checked)?.[0] ?? null;

  /** What a new person has not chosen is chosen again when they are not new after all. */
  function holdBack() {
    const input = options.get(chosen() ?? "")?.input;
    if (isNew) {
      if (!input || (input.value !== KEEP && (isOwnChoice || input !== preset))) return;
      input.checked = false;
      heldBack = input;
    } else if (heldBack) {
      heldBack.checked ||= !input;
      heldBack = null;
    }
  }

  return {
    place,
    name,
    /** @param {boolean} isSomebodyNew who cannot have chosen anything before */
    update(isSomebodyNew) {
      isNew = isSomebodyNew;
      holdBack();
      const asBefore = options.get(KEEP);
      if (asBefore) {
        const isOffered = !isNew && known === null;
        asBefore.card.hidden = !isOffered;
        // What nobody can reach must not hold the form up.
        asBefore.input.disabled = !isOffered;
      }
      name.place.hidden = chosen() !== "open";
      named.place.hidden = isNew || !named.isOffered || chosen() !== "anonymous";
    },
    /** What has not changed is null: it may be somebody else who comes to sign in. */
    choices() {
      const visibility = chosen();
      const typed = name.input.value.trim();
      const isKept = visibility === KEEP || (visibility === known && !isNew);
      const isNamed = visibility === "open" && typed && (isNew || typed !== knownName);
      return {
        visibility: isKept ? null : /** @type {import("../server/api.js").Me["visibility"]} */ (visibility),
        displayName: isNamed ? name.input.value : null,
        namedArtists: named.place.hidden ? null : named.chosen(),
      };
    },
  };
}
