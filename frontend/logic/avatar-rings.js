// @ts-check
/** Three rings of a record, drawn by an id: pure, and the same for the same id. */

/** @typedef {{ radius: number, colour: string, share: number, turn: number }} Ring */

const COLOURS = 8;
const RADII = [7, 12, 17];
const TURNS = 24;

/**
 * @param {string} id of whatever kind; nothing of it can be told from the rings
 * @returns {Ring[]} from the inside: `share` percent of a circle, from `turn` degrees on,
 *   each in another of the colours 1 to 8
 */
export function ringsOf(id) {
  const next = numbersFrom(id);
  const colours = Array.from({ length: COLOURS }, (_, place) => place + 1);
  return RADII.map((radius) => ({
    radius,
    colour: String(colours.splice(next() % colours.length, 1)[0]),
    share: 35 + 10 * (next() % 5),
    turn: (360 / TURNS) * (next() % TURNS),
  }));
}

/**
 * FNV-1a over the id, then xorshift: spread well enough for pictures, and no secret.
 * @param {string} id
 * @returns {() => number} whole numbers from 0
 */
function numbersFrom(id) {
  let state = 0x811c9dc5;
  for (const sign of id) {
    state = Math.imul(state ^ /** @type {number} */ (sign.codePointAt(0)), 0x01000193);
  }
  // Xorshift would stay at zero for ever.
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) >>> 8;
  };
}
