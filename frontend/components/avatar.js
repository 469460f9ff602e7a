// @ts-check
/** A picture of somebody, made from their id: a record with three coloured rings. */

import { ringsOf } from "../logic/avatar-rings.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * It says nothing that the name beside it does not, so it is hidden from readers.
 * @param {string} userId the alias's, for whoever is anonymous
 */
export function Avatar(userId) {
  const picture = shape("svg", { class: "avatar", viewBox: "-20 -20 40 40", "aria-hidden": "true" });
  picture.append(shape("circle", { class: "avatar__ground", r: "20" }));
  for (const { radius, colour, share, turn } of ringsOf(userId)) {
    picture.append(
      shape("circle", {
        class: "avatar__ring",
        r: String(radius),
        pathLength: "100",
        "stroke-dasharray": `${share} ${100 - share}`,
        transform: `rotate(${turn})`,
        "data-colour": colour,
      }),
    );
  }
  picture.append(shape("circle", { class: "avatar__hole", r: "2" }));
  return picture;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
