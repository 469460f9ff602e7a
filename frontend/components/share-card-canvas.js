// @ts-check
/** Paints a picture to share, in the colours and type that the page has just now. */

import { words } from "../i18n/language.js";
import { segmentsOf } from "../logic/score-parts.js";
import { HEIGHT, WIDTH, cardLayout } from "../logic/share-card-layout.js";

/** @typedef {import("../logic/share-card-layout.js").Type} Type */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../logic/share-card-words.js").CardWords} said
 * @param {import("../server/api.js").Contribution[]} contributions
 */
export function paintCard(canvas, said, contributions) {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  /** @param {Type} type */
  const fontOf = ({ size, weight, isPlain }) =>
    `${weight} ${size}px ${token(isPlain ? "font-plain" : "font-text")}`;

  const { lines, blocks } = cardLayout(
    { ...said, brand: words.name },
    segmentsOf(contributions),
    (text, type) => {
      brush.font = fontOf(type);
      return brush.measureText(text).width;
    },
  );
  brush.fillStyle = token("paper");
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  paintMark(brush, token("accent"));
  for (const { x, y, width, height, colour } of blocks) {
    const isAssumed = colour === "assumed";
    brush.globalAlpha = isAssumed ? 0.5 : 1;
    brush.fillStyle = token(`band-${isAssumed ? "rest" : colour}`);
    brush.fillRect(x, y, width, height);
  }
  brush.globalAlpha = 1;
  for (const { text, x, y, type, colour } of lines) {
    brush.font = fontOf(type);
    brush.fillStyle = token(colour);
    brush.fillText(text, x, y);
  }
}

/**
 * Two circles that overlap, as on the icon.
 * @param {CanvasRenderingContext2D} brush
 * @param {string} colour
 */
function paintMark(brush, colour) {
  brush.fillStyle = colour;
  for (const [x, alpha] of [[88, 1], [108, 0.55]]) {
    brush.globalAlpha = alpha;
    brush.beginPath();
    brush.arc(x, 92, 17, 0, 2 * Math.PI);
    brush.fill();
  }
  brush.globalAlpha = 1;
}
