// @ts-check
/** The score as one stacked bar, and as a table whose rows add up to it. */

import { words } from "../i18n/language.js";
import { inOrder, labelOf, segmentsOf } from "../logic/score-parts.js";
import { element, nameText } from "./dom.js";

/** @typedef {import("../server/api.js").Contribution} Contribution */

/** Hardly a pair has more: 10,000 would leave every line short. */
const FULL_LINE = 5000;

/**
 * @param {number} points
 * @param {Contribution[]} contributions
 */
export function SumBar(points, contributions) {
  const say = words.match;
  const total = element(
    "p",
    { class: "sum-bar__total" },
    element("strong", {}, say.points(points)),
    ` ${say.of}`,
  );
  return element(
    "div",
    { class: "sum-bar" },
    total,
    PartsBar(contributions),
    table(points, contributions),
  );
}

/**
 * The parts side by side, and what each colour is.
 * @param {Contribution[]} contributions
 */
export function PartsBar(contributions) {
  const legend = element("ul", { class: "sum-bar__legend" });
  for (const { label, colour } of segmentsOf(contributions)) {
    legend.append(element("li", { "data-colour": colour }, nameText(label)));
  }
  return element("div", { class: "sum-bar__parts", "aria-hidden": "true" }, bar(contributions), legend);
}

/**
 * A thin bar, as long as the score is high.
 * @param {number} points
 * @param {Contribution[]} contributions
 */
export function ScoreLine(points, contributions) {
  const parts = bar(contributions);
  parts.style.flexBasis = `${Math.min(100, (100 * points) / FULL_LINE)}%`;
  return element("div", { class: "sum-bar__line", "aria-hidden": "true" }, parts);
}

/** @param {Contribution[]} contributions */
function bar(contributions) {
  const made = element("div", { class: "sum-bar__bar" });
  for (const { label, points, colour } of segmentsOf(contributions)) {
    const part = element("span", {
      class: "sum-bar__segment",
      "data-colour": colour,
      title: words.match.partPoints(label, points),
    });
    part.style.flexGrow = String(points);
    made.append(part);
  }
  return made;
}

/**
 * @param {number} points
 * @param {Contribution[]} contributions
 */
function table(points, contributions) {
  const say = words.match;
  const kinds = /** @type {Record<string, string>} */ (say.kinds);
  const body = element("tbody");
  for (const one of inOrder(contributions)) {
    body.append(
      element(
        "tr",
        one.is_assumed ? { class: "sum-bar__assumed" } : {},
        element("th", { scope: "row" }, nameText(labelOf(one))),
        element("td", { class: "sum-bar__kind" }, one.kind === null ? "" : kinds[one.kind] ?? one.kind),
        element("td", { class: "sum-bar__points" }, words.number(one.points)),
      ),
    );
  }
  const head = element("tr", {});
  for (const text of [say.part, say.kind, say.pointsHeading]) {
    head.append(element("th", { scope: "col" }, text));
  }
  const foot = element(
    "tr",
    {},
    element("th", { scope: "row", colspan: "2" }, say.total),
    element("td", { class: "sum-bar__points" }, words.number(points)),
  );
  return element(
    "details",
    {},
    element("summary", {}, say.showSum),
    element(
      "table",
      { class: "sum-bar__table" },
      element("caption", { class: "visually-hidden" }, say.sumCaption),
      element("thead", {}, head),
      body,
      element("tfoot", {}, foot),
    ),
  );
}
