// @ts-check
/** The score as one stacked bar, and as a table whose rows add up to it. */

import { element, nameText } from "./dom.js";
import { strings } from "./strings.js";

/** @typedef {import("./api.js").Contribution} Contribution */
/** @typedef {{ label: string, points: number }} Segment */

const NAMED = 8;

/**
 * The eight largest parts, and one for all others; together the whole.
 * @param {Contribution[]} contributions
 * @returns {Segment[]}
 */
export function segmentsOf(contributions) {
  const shown = contributions.filter((one) => one.points > 0);
  const named = shown.slice(0, NAMED).map((one) => ({ label: labelOf(one), points: one.points }));
  const others = shown.slice(NAMED).reduce((sum, one) => sum + one.points, 0);
  return others > 0 ? [...named, { label: strings.match.others, points: others }] : named;
}

/** @param {Contribution} contribution */
export function labelOf(contribution) {
  const { kind, name, artist, is_assumed: isAssumed } = contribution;
  if (kind === null) return strings.match.others;
  if (isAssumed || name === null) return strings.match.assumed(kind);
  return artist ? `${name} – ${artist}` : name;
}

/**
 * @param {number} points
 * @param {Contribution[]} contributions
 */
export function SumBar(points, contributions) {
  const say = strings.match;
  const bar = element("div", { class: "sum-bar__bar", "aria-hidden": "true" });
  const legend = element("ul", { class: "sum-bar__legend", "aria-hidden": "true" });
  segmentsOf(contributions).forEach((segment, place) => {
    const colour = place < NAMED ? String(place + 1) : "rest";
    const part = element("span", {
      class: "sum-bar__segment",
      "data-colour": colour,
      title: `${segment.label}: ${say.points(segment.points)}`,
    });
    part.style.flexGrow = String(segment.points);
    bar.append(part);
    legend.append(element("li", { "data-colour": colour }, nameText(segment.label)));
  });
  const total = element(
    "p",
    { class: "sum-bar__total" },
    element("strong", {}, say.points(points)),
    ` ${say.of}`,
  );
  return element("div", { class: "sum-bar" }, total, bar, legend, table(points, contributions));
}

/**
 * @param {number} points
 * @param {Contribution[]} contributions
 */
function table(points, contributions) {
  const say = strings.match;
  const kinds = /** @type {Record<string, string>} */ (say.kinds);
  const body = element("tbody");
  for (const one of contributions) {
    body.append(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, nameText(labelOf(one))),
        element("td", {}, one.kind === null ? "" : kinds[one.kind] ?? one.kind),
        element("td", { class: "sum-bar__points" }, one.points.toLocaleString("en")),
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
    element("td", { class: "sum-bar__points" }, points.toLocaleString("en")),
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
