// @ts-check
/**
 * How English says an amount, a day and a list, and what its words are made of.
 */

export const TAG = "en-GB";
const digits = new Intl.NumberFormat(TAG);
const plurals = new Intl.PluralRules(TAG);
const days = new Intl.DateTimeFormat(TAG, { dateStyle: "long" });
const hours = new Intl.DateTimeFormat(TAG, { dateStyle: "long", timeStyle: "short" });
// A day that the server or a file names is the same day everywhere.
const namedDays = new Intl.DateTimeFormat(TAG, { dateStyle: "long", timeZone: "UTC" });
export const lists = new Intl.ListFormat(TAG);
export const times = new Intl.RelativeTimeFormat(TAG, { numeric: "auto" });

/** @param {number} n */
export const number = (n) => digits.format(n);
/** @param {number} n @param {string} one @param {string} many */
export const choose = (n, one, many) => (plurals.select(n) === "one" ? one : many);
/** @param {number} n @param {string} one @param {string} many */
export const counted = (n, one, many) => `${number(n)} ${choose(n, one, many)}`;
/** @param {Date} time */
export const day = (time) => days.format(time);
/** @param {Date} time */
export const hour = (time) => hours.format(time);
/** @param {string} on an ISO day */
export const namedDay = (on) => namedDays.format(new Date(`${on}T00:00:00Z`));
/** @param {Date | null} time null where it is not told */
export const readOn = (time) => (time ? `read on ${day(time)}` : "of an unknown date");
/** @param {number} bytes */
export function megabytes(bytes) {
  if (bytes < 1e6) return `${number(Math.ceil(bytes / 1e3))} kB`;
  const digitsShown = { maximumFractionDigits: bytes < 1e7 ? 1 : 0 };
  return `${(bytes / 1e6).toLocaleString(TAG, digitsShown)} MB`;
}

/** @typedef {{ href: string, text: string }} Action */
/**
 * What to say about an error; with causes, what each says of the music service named.
 * @typedef {{ title: string, text: string, action?: Action,
 *   causes?: Record<string, (name: string) => string> }} Told
 */

/**
 * A part of a sentence, already an element where it is more than words.
 * @typedef {Node | string} Part
 */
