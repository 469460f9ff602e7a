// @ts-check
/** Which matches to see and in which order: what one wishes, and what that found. */

import { words } from "../i18n/language.js";
import { isFiltering } from "../logic/match-order.js";
import { element } from "./dom.js";
import { Field } from "./field.js";

/** @typedef {import("../logic/match-order.js").Wishes} Wishes */

/**
 * @param {Wishes} start
 * @param {(wishes: Wishes) => void} onWish
 */
export function MatchFilter(start, onWish) {
  const say = words.matches;
  const order = choiceOf("match-order", say.orderLabel, say.orders, start.order);
  const note = element("p", { class: "match-filter__note", id: "match-order-note" });
  const text = Field("match-text", say.textLabel, [say.textHint], {
    type: "search",
    autocomplete: "off",
    maxlength: "200",
  });
  const seen = choiceOf("match-seen", say.seenLabel, say.seen, start.seen);
  const hasWave = tick(say.hasWave, start.hasWave);
  const isVerified = tick(say.isVerified, start.isVerified);
  const filter = element(
    "details",
    { class: "match-filter__filter" },
    element("summary", {}, say.filter),
    text.place,
    seen.place,
    hasWave.place,
    isVerified.place,
  );
  const found = element("p", { class: "match-filter__found", role: "status" });
  const place = element(
    "form",
    { class: "match-filter", role: "search", "aria-label": say.label },
    order.place,
    note,
    filter,
    found,
  );

  /** @returns {Wishes} */
  function wishes() {
    return {
      order: /** @type {Wishes["order"]} */ (order.select.value),
      text: text.input.value,
      seen: /** @type {Wishes["seen"]} */ (seen.select.value),
      hasWave: hasWave.input.checked,
      isVerified: isVerified.input.checked,
    };
  }

  function update() {
    note.textContent = say.orderNotes[wishes().order];
  }

  order.select.setAttribute("aria-describedby", "match-order-note");
  text.input.value = start.text;
  filter.open = isFiltering(start);
  place.addEventListener("input", () => {
    update();
    onWish(wishes());
  });
  place.addEventListener("submit", (event) => event.preventDefault());
  update();
  return {
    place,
    /** @param {string} text */
    tell(text) {
      if (found.textContent !== text) found.textContent = text;
    },
    /** Wish for nothing in particular but the order; the keyboard goes on from here. */
    clear() {
      text.input.value = "";
      seen.select.value = "everybody";
      hasWave.input.checked = false;
      isVerified.input.checked = false;
      text.input.focus();
      onWish(wishes());
    },
  };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {Record<string, string>} options
 * @param {string} chosen
 */
function choiceOf(id, label, options, chosen) {
  const select = element("select", { id });
  for (const [value, text] of Object.entries(options)) {
    select.append(element("option", { value }, text));
  }
  select.value = chosen;
  const place = element("div", { class: "match-filter__choice" }, element("label", { for: id }, label), select);
  return { place, select };
}

/** @param {string} label @param {boolean} isTicked */
function tick(label, isTicked) {
  const input = element("input", { type: "checkbox" });
  input.checked = isTicked;
  return { place: element("label", { class: "match-filter__tick" }, input, label), input };
}
