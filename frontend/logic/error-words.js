// @ts-check
/** What a person is told when something went wrong. */

import { entryOf, words } from "../i18n/language.js";
import { ApiError } from "./api-error.js";
import { sourceTitle } from "./source-name.js";

/** @typedef {import("../i18n/en/grammar.js").Told} Told */

/**
 * @param {unknown} error
 * @returns {Told}
 */
export function wordsOf(error) {
  if (!(error instanceof ApiError)) return words.errors.unknown;
  /** @type {Told} */
  const known = entryOf(words.errors, error.code) ?? words.errors.unknown;
  const cause = known.causes?.[error.cause]?.(sourceTitle(error.source));
  const text = [cause ?? known.text];
  if (error.retryAfterSeconds !== null) text.push(words.tryAgainIn(error.retryAfterSeconds));
  else if (error.code === "source_rate_limited") text.push(words.tryAgainLater);
  return { ...known, text: text.join(" ") };
}
