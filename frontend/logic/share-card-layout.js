// @ts-check
/** Where everything stands on a picture to share: pure, in pixels. */

/** @typedef {import("./score-parts.js").Segment} Segment */
/** @typedef {{ size: number, weight: number, isPlain: boolean }} Type */
/** @typedef {{ text: string, x: number, y: number, type: Type, colour: string }} Line */
/** @typedef {{ x: number, y: number, width: number, height: number,
 *   colour: string }} Block */
/** @typedef {(text: string, type: Type) => number} Measure */

export const WIDTH = 1200;
export const HEIGHT = 630;
const MARGIN = 72;
const ROOM = WIDTH - 2 * MARGIN;
const BAR = { y: 490, height: 68, gap: 4 };
const BRAND = { size: 30, weight: 600, isPlain: false };
const TITLE = { size: 68, weight: 600, isPlain: false };
const CLOSENESS = { size: 36, weight: 600, isPlain: true };
const SENTENCE = { size: 38, weight: 400, isPlain: false };
const LINE = 1.25;
const ELLIPSIS = "…";

/**
 * @param {{ brand: string, titles: string[], closeness: string, sentence: string }} said
 *   `titles` stand on one line if they can, else on one each
 * @param {Segment[]} segments of the bar; none where no points are told
 * @param {Measure} measure how wide a text is
 * @returns {{ lines: Line[], blocks: Block[] }} all of it inside the margins; `y` of a line
 *   is its baseline, colours are names of tokens
 */
export function cardLayout({ brand, titles, closeness, sentence }, segments, measure) {
  /** @type {Line[]} */
  const lines = [{ text: brand, x: MARGIN + 64, y: 102, type: BRAND, colour: "ink" }];
  // Without a bar the words have the middle.
  let [y, bottom] = segments.length > 0 ? [142, BAR.y - 12] : [206, HEIGHT - MARGIN];

  /** @param {string} text @param {Type} type @param {number} most @param {string} colour */
  function write(text, type, most, colour) {
    for (const line of broken(text, type, most, measure)) {
      y += type.size * LINE;
      lines.push({ text: line, x: MARGIN, y: Math.round(y), type, colour });
    }
  }

  const title = titles.join(" ");
  for (const text of measure(title, TITLE) <= ROOM ? [title] : titles) write(text, TITLE, 1, "ink");
  y += 22;
  write(closeness, CLOSENESS, 1, "accent");
  y += 8;
  write(sentence, SENTENCE, Math.floor((bottom - y) / (SENTENCE.size * LINE)), "ink");
  return { lines, blocks: bar(segments) };
}

/**
 * As long as there are points, the whole width is the whole score.
 * @param {Segment[]} segments
 * @returns {Block[]}
 */
function bar(segments) {
  const points = segments.reduce((sum, segment) => sum + segment.points, 0);
  const room = ROOM - BAR.gap * Math.max(0, segments.length - 1);
  let x = MARGIN;
  return segments.map((segment) => {
    const width = (room * segment.points) / points;
    const block = { x, y: BAR.y, width, height: BAR.height, colour: segment.colour };
    x += width + BAR.gap;
    return block;
  });
}

/**
 * A text in lines that fit; what does not fit into the last one is cut off, and shown so.
 * @param {string} text
 * @param {Type} type
 * @param {number} most lines
 * @param {Measure} measure
 * @returns {string[]}
 */
export function broken(text, type, most, measure) {
  const words = text.split(" ").filter(Boolean);
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (let place = 0; place < words.length; place++) {
    const longer = line ? `${line} ${words[place]}` : words[place];
    if (measure(longer, type) <= ROOM) {
      line = longer;
    } else if (lines.length === most - 1 || line === "") {
      return [...lines, cut([line, ...words.slice(place)].filter(Boolean).join(" "), type, measure)];
    } else {
      lines.push(line);
      line = "";
      place--;
    }
  }
  return line ? [...lines, line] : lines;
}

/**
 * The longest beginning that fits with an ellipsis, by what a person sees as one sign.
 * @param {string} text
 * @param {Type} type
 * @param {Measure} measure
 */
function cut(text, type, measure) {
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(signs.slice(0, middle).join("") + ELLIPSIS, type) <= ROOM) low = middle;
    else high = middle - 1;
  }
  return signs.slice(0, low).join("").trimEnd() + ELLIPSIS;
}
