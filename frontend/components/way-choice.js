// @ts-check
/** How the service is told whose listening it is: what it takes, one of it chosen. */

import { entryOf, words } from "../i18n/language.js";
import { plainName } from "../logic/source-name.js";
import { hasSignInPage } from "../server/sign-in.js";
import { Choice } from "./choice.js";
import { element } from "./dom.js";
import { Field } from "./field.js";

/** @typedef {import("../server/api.js").Source} Source */
/** @typedef {Source["takes"][number]} Kind */
/** @typedef {import("./field.js").FieldParts} FieldParts */
/** @typedef {{ kind: Kind, place: HTMLElement, field: FieldParts | null,
 *   radio: HTMLInputElement | null }} Way */

/**
 * @param {Source} source
 * @param {string} userName that is known from before, or nothing
 */
export function WayChoice(source, userName) {
  const say = words.consent;
  const isOneOf = source.takes.length > 1;
  const ways = source.takes.map((kind) => way(source, kind, isOneOf));
  const place = element("fieldset", { class: "way-choice" });
  place.append(
    element("legend", {}, isOneOf ? say.waysLegend : say.wayLegend),
    ...ways.map((one) => one.place),
  );
  place.hidden = !isOneOf && ways.every((one) => one.field === null);
  if (ways[0]?.radio) ways[0].radio.checked = true;
  for (const { kind, field } of ways) {
    if (kind === "user_name" && field) field.input.value = userName;
  }

  const chosen = () => ways.find((one) => one.radio?.checked) ?? ways[0];

  return {
    place,
    chosen,
    update() {
      for (const { field } of ways) {
        if (!field) continue;
        const isAsked = field === chosen().field;
        field.place.hidden = !isAsked;
        // What is not asked must not hold the form up.
        field.input.disabled = !isAsked;
      }
    },
    /** What is typed, as the API takes it. */
    proof() {
      const { kind, field } = chosen();
      const typed = field?.input.value.trim() ?? "";
      return kind === "user_name" ? { user_name: typed } : { token: typed };
    },
    forget() {
      for (const { field } of ways) if (field) field.input.value = "";
    },
  };
}

/**
 * @param {Source} source
 * @param {Kind} kind
 * @param {boolean} isOneOf
 * @returns {Way}
 */
function way(source, kind, isOneOf) {
  const field = fieldFor(source, kind);
  const { title, text } = words.consent.ways[kind](plainName(source));
  if (!isOneOf) {
    const place = element("div", {}, element("p", {}, text));
    if (field) place.append(field.place);
    return { kind, place, field, radio: null };
  }
  const { card, input } = Choice("radio", "way", kind, title, text);
  if (field) card.append(field.place);
  return { kind, place: card, field, radio: input };
}

/**
 * @param {Source} source
 * @param {Kind} kind
 * @returns {FieldParts | null}
 */
function fieldFor(source, kind) {
  if (hasSignInPage(kind)) return null;
  const say = words.consent;
  const name = plainName(source);
  /** @type {Record<string, string>} */
  const plain = { autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: "" };
  // Neither has a name, so that neither can ever end up in an address.
  if (kind === "user_name") {
    const hint = source.is_invented ? say.inventedHint : (entryOf(say.userNameHints, source.source) ?? "");
    const attributes = { ...plain, maxlength: "200", pattern: ".*\\S.*" };
    return Field("user-name", say.userNameLabel(name), [hint], attributes);
  }
  const attributes = { ...plain, type: "password", maxlength: "4000", pattern: ".*\\S.*" };
  return Field("user-token", say.tokenLabel(name), tokenHint(source), attributes);
}

/** @param {Source} source */
function tokenHint(source) {
  const say = words.consent;
  const hint = source.is_invented ? say.inventedTokenHint : say.tokenHint;
  const found = entryOf(say.tokenPlaces, source.source);
  if (!found) return [hint];
  const attributes = { href: found.href, target: "_blank", rel: "noopener noreferrer" };
  return [hint, " ", element("a", attributes, found.text)];
}
