// @ts-check
/** What is sent: the most played artists and tracks of three ranges, and nothing else. */

import { compareCodePoints } from "./names.js";

/** @typedef {import("./ledger.js").Settled} Settled */
/** @typedef {{ names: string[], plays: number, last: number }} Tally */

const MAX_ITEMS = 100;
const DAY = 86_400;
/** @type {[string, number][]} range and days up to the newest play */
const RANGES = [
  ["short_term", 28],
  ["medium_term", 182],
  ["long_term", Infinity],
];
const NO_ARTIST = ["various artists", "various"];

/**
 * @param {Settled} settled with one play at least
 * @returns {string} compact JSON
 */
export function aggregate(settled) {
  let newest = -Infinity;
  for (const { at } of settled.plays) newest = Math.max(newest, at);
  /** @type {object[]} */
  const artists = [];
  /** @type {object[]} */
  const tracks = [];
  for (const [time_range, days] of RANGES) {
    const byTrack = tracksAfter(settled, newest - days * DAY);
    for (const [place, { names, plays }] of top(byArtist(byTrack)).entries()) {
      artists.push({ name: names[0], time_range, rank: place + 1, plays });
    }
    for (const [place, { names, plays }] of top(byTrack).entries()) {
      const [name, artist] = names;
      tracks.push({ name, artist, time_range, rank: place + 1, plays });
    }
  }
  return JSON.stringify({ source: "history", artists, tracks });
}

/** @param {string} artist a compilation's "artist" is nobody */
export function isArtist(artist) {
  return !NO_ARTIST.includes(artist.toLowerCase());
}

/**
 * @param {Settled} settled
 * @param {number} after seconds since 1970
 * @returns {Tally[]}
 */
function tracksAfter({ songs, plays }, after) {
  /** @type {Map<number, Tally>} */
  const tallies = new Map();
  for (const { song, at } of plays) {
    if (at <= after) continue;
    const tally = tallies.get(song);
    if (tally) {
      tally.plays++;
      tally.last = Math.max(tally.last, at);
    } else {
      const { track, artist } = songs[song];
      tallies.set(song, { names: [track, artist], plays: 1, last: at });
    }
  }
  return [...tallies.values()];
}

/** @param {Tally[]} tracks */
function byArtist(tracks) {
  /** @type {Map<string, Tally>} */
  const tallies = new Map();
  for (const { names, plays, last } of tracks) {
    const artist = names[1];
    if (!isArtist(artist)) continue;
    const tally = tallies.get(artist);
    if (tally) {
      tally.plays += plays;
      tally.last = Math.max(tally.last, last);
    } else tallies.set(artist, { names: [artist], plays, last });
  }
  return [...tallies.values()];
}

/** @param {Tally[]} tallies */
function top(tallies) {
  return tallies.sort(compareTallies).slice(0, MAX_ITEMS);
}

/** @type {(a: Tally, b: Tally) => number} */
function compareTallies(a, b) {
  if (a.plays !== b.plays) return b.plays - a.plays;
  if (a.last !== b.last) return b.last - a.last;
  return (
    compareCodePoints(a.names[0], b.names[0]) ||
    compareCodePoints(a.names[1] ?? "", b.names[1] ?? "")
  );
}
