// @ts-check
/**
 * Every play of every file.
 *
 * Columns of numbers instead of one object a play: a history may have millions.
 */

import { KINDS, UNKNOWN_MS, countedRows } from "./repetitions.js";

/** @typedef {import("./plays.js").Play} Play */
/** @typedef {import("./plays.js").Kind} Kind */
/** @typedef {{ artist: string, track: string }} Song */
/** `song` is a place in `songs`; `at` in seconds. */
/** @typedef {{ song: number, at: number }} Counted */
/** @typedef {{ songs: Song[], plays: Counted[], playsOfFile: Map<number, number>,
 *   repeated: number }} Settled */

export class Ledger {
  constructor() {
    /** @type {Map<string, number>} */
    this.places = new Map();
    /** @type {Song[]} */
    this.songs = [];
    /** @type {Map<string, number>} */
    this.titles = new Map();
    /** @type {number[]} */
    this.titleOfSong = [];
    /** @type {number[]} */
    this.song = [];
    /** @type {number[]} */
    this.at = [];
    /** @type {number[]} */
    this.ms = [];
    /** @type {number[]} */
    this.kind = [];
    /** @type {boolean[]} */
    this.isPrivate = [];
    /** @type {number[]} */
    this.file = [];
  }

  get length() {
    return this.at.length;
  }

  /** @type {(play: Play, kind: Kind, file: number) => void} */
  add({ artist, track, at, ms, isPrivate }, kind, file) {
    // No name holds a line break, so no two songs become one.
    const key = `${track}\n${artist}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.songs.push({ artist, track }) - 1;
      this.places.set(key, place);
      const title = this.titles.get(track) ?? this.titles.size;
      this.titles.set(track, title);
      this.titleOfSong.push(title);
    }
    this.song.push(place);
    this.at.push(at);
    this.ms.push(ms ?? UNKNOWN_MS);
    this.kind.push(KINDS.indexOf(kind));
    this.isPrivate.push(isPrivate);
    this.file.push(file);
  }

  /**
   * Forget what a file told that broke half way.
   * @param {number} length
   */
  shorten(length) {
    const { song, at, ms, kind, isPrivate, file } = this;
    for (const column of [song, at, ms, kind, isPrivate, file]) column.length = length;
  }

  /** @returns {Settled} */
  settle() {
    const { songs, song, at, ms, kind, isPrivate, file } = this;
    /** @param {number} row */
    const title = (row) => this.titleOfSong[song[row]];
    /** @type {Counted[]} */
    const plays = [];
    /** @type {Map<number, number>} */
    const playsOfFile = new Map();
    for (const row of countedRows({ song, title, at, ms, kind, isPrivate })) {
      plays.push({ song: song[row], at: at[row] });
      playsOfFile.set(file[row], (playsOfFile.get(file[row]) ?? 0) + 1);
    }
    const secret = isPrivate.filter(Boolean).length;
    return { songs, plays, playsOfFile, repeated: this.length - secret - plays.length };
  }
}
