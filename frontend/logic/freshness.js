// @ts-check
/** How old a taste is. */

import { words } from "../i18n/language.js";

const STALE_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * @param {string} updatedAt
 * @param {number} now milliseconds of Unix time
 */
export function isStale(updatedAt, now) {
  return now - Date.parse(updatedAt) > STALE_AFTER_DAYS * DAY_MS;
}

/**
 * @param {string} updatedAt
 * @param {number} now milliseconds of Unix time
 * @returns {string} for example "3 days ago"
 */
export function ago(updatedAt, now) {
  return words.ago((now - Date.parse(updatedAt)) / 1000);
}
