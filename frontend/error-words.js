// @ts-check
/** What a person is told when something went wrong. */

import { ApiError } from "./api.js";
import { strings } from "./strings.js";

/**
 * @param {unknown} error
 * @returns {import("./strings.js").Told}
 */
export function wordsOf(error) {
  if (!(error instanceof ApiError)) return strings.errors.unknown;
  const known = strings.errors[error.code] ?? strings.errors.unknown;
  if (known.hasCause) return { ...known, text: sentence(error.message) };
  if (error.retryAfterSeconds === null) return known;
  return { ...known, text: `${known.text} ${strings.tryAgainIn(error.retryAfterSeconds)}` };
}

/** @param {string} message of the API: no capital, no full stop */
function sentence(message) {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
