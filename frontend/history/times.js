// @ts-check
/** Times as the sources write them, read as whole seconds since 1970 in UTC. */

import { trimmed } from "./trimmed.js";

const FIRST = Date.UTC(2002, 0, 1) / 1000;
const END = Date.UTC(2100, 0, 1) / 1000;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;
const WORDS = /^(\d\d?) ([A-Za-z]{3}) (\d{4}),? (\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?$/;
const EPOCH = /^\d{9,13}$/;
const MILLISECONDS_FROM = 1e11;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * @param {unknown} value text or a number of seconds or milliseconds
 * @returns {number | null} nothing when it cannot be read, or cannot be true
 */
export function timeOf(value) {
  if (typeof value === "number") return plausible(secondsOf(value));
  if (typeof value !== "string") return null;
  const text = trimmed(value);
  if (EPOCH.test(text)) return plausible(secondsOf(Number(text)));
  const iso = ISO.exec(text);
  if (iso) {
    const [year, month, day, ...clock] = numbers(iso.slice(1, 7));
    return plausible(utc(year, month, day, clock) - offsetOf(iso[7]));
  }
  const words = WORDS.exec(text);
  if (!words) return null;
  const [day, , year, ...clock] = numbers(words.slice(1));
  return plausible(utc(year, MONTHS.indexOf(words[2].toLowerCase()) + 1, day, clock));
}

/** @param {(string | undefined)[]} parts */
const numbers = (parts) => parts.map((part) => Number(part ?? 0));

/** @param {number} value */
function secondsOf(value) {
  return Math.floor(value >= MILLISECONDS_FROM ? value / 1000 : value);
}

/** @param {number} time NaN when it is none */
function plausible(time) {
  return time >= FIRST && time < END ? time : null;
}

/** @type {(year: number, month: number, day: number, clock: number[]) => number} */
function utc(year, month, day, [hour, minute, second]) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 59) return NaN;
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

/** @param {string | undefined} offset @returns {number} seconds, NaN when it is none */
function offsetOf(offset) {
  if (!offset || offset === "Z") return 0;
  const sign = offset[0] === "-" ? -1 : 1;
  const digits = offset.slice(1).replace(":", "");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return hours > 23 || minutes > 59 ? NaN : sign * (hours * 3600 + minutes * 60);
}
