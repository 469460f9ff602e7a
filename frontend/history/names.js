// @ts-check
/** Names as they are counted and sent: cleaned by the rules of the whole product. */

const MAX_CODE_POINTS = 500;
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const SELECTORS = String.raw`\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}`;
const CONTROLS = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u2800\u3164\uffa0]+/gu;
const INVISIBLE = new RegExp(
  String.raw`[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e` +
    String.raw`\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff` +
    String.raw`\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}` +
    `${planeEnds()}]+`,
  "gu",
);
// A selector picks the look of the sign before it; a second one only hides.
const LOOSE_SELECTORS = new RegExp(
  String.raw`(?<![^\s\u200c\u200d${SELECTORS}])[${SELECTORS}]`,
  "gu",
);
// Joiners shape Arabic and Indic words and hold emoji together; elsewhere they hide.
const SHAPED = String.raw`\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1810-\u18af`;
const PICTURES = String.raw`\u2190-\u2bff\u{1f000}-\u{1faff}`;
const LOOSE_JOINERS = new RegExp(
  String.raw`(?<![${SHAPED}${PICTURES}])(?<![${PICTURES}]\ufe0f)[\u200c\u200d]` +
    String.raw`|[\u200c\u200d](?![${SHAPED}${PICTURES}])`,
  "gu",
);
const NOTHING_SHOWN = new RegExp(String.raw`^[\s\u200c\u200d${SELECTORS}]*$`, "u");

/**
 * @param {unknown} name
 * @returns {string | null} nothing when it shows nothing, or far too much
 */
export function cleanName(name) {
  if (typeof name !== "string") return null;
  const cleaned = PLAIN.test(name) ? name : shown(name);
  if (NOTHING_SHOWN.test(cleaned) || codePoints(cleaned) > MAX_CODE_POINTS) return null;
  return cleaned;
}

/**
 * By code points: `<` compares UTF-16, where emoji come before the end of the plane.
 * @param {string} a
 * @param {string} b
 */
export function compareCodePoints(a, b) {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    const [isPair, isOtherPair] = [isSurrogate(left), isSurrogate(right)];
    return isPair === isOtherPair ? left - right : Number(isPair) - Number(isOtherPair);
  }
  return a.length - b.length;
}

/** @param {string} name */
function shown(name) {
  const visible = name.replace(CONTROLS, " ").replace(INVISIBLE, "").normalize("NFC");
  const tidy = visible.replace(LOOSE_JOINERS, "").replace(LOOSE_SELECTORS, "");
  return tidy.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** @param {string} text */
function codePoints(text) {
  return text.length <= MAX_CODE_POINTS ? text.length : [...text].length;
}

/** The last two of every plane are no characters. */
function planeEnds() {
  const planes = Array.from({ length: 16 }, (_, plane) => (plane + 1).toString(16));
  return planes.map((plane) => `\\u{${plane}fffe}\\u{${plane}ffff}`).join("");
}

/** @param {number} unit */
const isSurrogate = (unit) => unit >= 0xd800 && unit <= 0xdfff;
