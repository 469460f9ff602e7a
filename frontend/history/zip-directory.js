// @ts-check
/**
 * What a zip says it holds: its central directory, zip64 included.
 *
 * Field numbers are those of APPNOTE.TXT 6.3.10 (pkware.cachefly.net), sections
 * 4.3.12 to 4.3.16 and 4.5.3.
 */

import { Refusal } from "./refusal.js";

/**
 * Sizes in bytes; `offset` is where the local header begins in the file, which says
 * the name again, as `written`.
 * @typedef {{ name: string, written: Uint8Array, method: number, isEncrypted: boolean, crc: number,
 *   packed: number, size: number, offset: number }} Member
 */

export const MAX_MEMBERS = 2_000;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_SIZE = 20;
const END64 = 0x06064b50;
const END64_SIZE = 56;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const NONE16 = 0xffff;
const NONE32 = 0xffffffff;
const MAX_DIRECTORY = 64 * 1024 * 1024;
const ENCRYPTED = 0x1 | 0x40 | 0x2000;
const UTF8 = 0x800;
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/**
 * @param {Blob} file
 * @returns {Promise<Member[]>} in the order of the directory
 * @throws {Refusal} truncated, too_large
 */
export async function membersOf(file) {
  const end = await findEnd(file);
  if (end.size > MAX_DIRECTORY) throw new Refusal("too_large");
  // What stands before the archive, as in a self-extracting one, shifts all offsets.
  const shift = end.at - end.size - end.offset;
  if (shift < 0) throw new Refusal("truncated");
  const directory = await view(file, end.offset + shift, end.size);
  /** @type {Member[]} */
  const members = [];
  let at = 0;
  // By its size, as everybody reads it: the count that it states may hide members.
  while (at < directory.byteLength) {
    if (at + ENTRY_SIZE > directory.byteLength || directory.getUint32(at, true) !== ENTRY) {
      throw new Refusal("truncated");
    }
    const length = lengthsOf(directory, at);
    if (at + length.all > directory.byteLength) throw new Refusal("truncated");
    members.push(memberAt(directory, at, length, shift));
    at += length.all;
    if (members.length > MAX_MEMBERS) throw new Refusal("too_large");
  }
  return members;
}

/** @param {Blob} file */
async function findEnd(file) {
  const start = Math.max(0, file.size - END_SIZE - MAX_COMMENT);
  const tail = await view(file, start, file.size - start);
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const count = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const offset = tail.getUint32(at + 16, true);
    const found = { at: start + at, size, offset };
    const isZip64 = count === NONE16 || size === NONE32 || offset === NONE32;
    return isZip64 ? ((await findEnd64(file, found.at)) ?? found) : found;
  }
  throw new Refusal("truncated");
}

/**
 * @param {Blob} file
 * @param {number} end where the old end record begins
 */
async function findEnd64(file, end) {
  if (end < LOCATOR_SIZE + END64_SIZE) return null;
  const locator = await view(file, end - LOCATOR_SIZE, LOCATOR_SIZE);
  if (locator.getUint32(0, true) !== LOCATOR) return null;
  // Its own offset is as shifted as all others: it stands right before the locator.
  const at = end - LOCATOR_SIZE - END64_SIZE;
  const record = await view(file, at, END64_SIZE);
  if (record.getUint32(0, true) !== END64) throw new Refusal("truncated");
  return {
    at,
    size: large(record, 40),
    offset: large(record, 48),
  };
}

/**
 * @param {DataView} directory
 * @param {number} at
 */
function lengthsOf(directory, at) {
  const name = directory.getUint16(at + 28, true);
  const extra = directory.getUint16(at + 30, true);
  const comment = directory.getUint16(at + 32, true);
  return { name, extra, all: ENTRY_SIZE + name + extra + comment };
}

/**
 * @param {DataView} directory
 * @param {number} at
 * @param {{ name: number, extra: number }} length
 * @param {number} shift
 * @returns {Member}
 */
function memberAt(directory, at, length, shift) {
  const flags = directory.getUint16(at + 8, true);
  const start = directory.byteOffset + at + ENTRY_SIZE;
  const written = new Uint8Array(directory.buffer, start, length.name);
  const extra = extraOf(directory, at + ENTRY_SIZE + length.name, length.extra);
  // Only fields that overflowed are in the extra record, always in this order.
  const [size, packed, offset] = [24, 20, 42].map((field) => {
    const value = directory.getUint32(at + field, true);
    return value === NONE32 ? extra() : value;
  });
  return {
    name: nameOf(written, flags),
    written,
    method: directory.getUint16(at + 10, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    crc: directory.getUint32(at + 16, true),
    packed,
    size,
    offset: offset + shift,
  };
}

/**
 * @param {DataView} directory
 * @param {number} at
 * @param {number} length
 * @returns {() => number} the next 64-bit number of the zip64 record
 */
function extraOf(directory, at, length) {
  const end = at + length;
  while (at + 4 <= end) {
    const size = directory.getUint16(at + 2, true);
    if (directory.getUint16(at, true) === 1) {
      let next = at + 4;
      const last = Math.min(end, next + size);
      return () => {
        if (next + 8 > last) throw new Refusal("truncated");
        next += 8;
        return large(directory, next - 8);
      };
    }
    at += 4 + size;
  }
  return () => NONE32;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} flags
 */
function nameOf(bytes, flags) {
  let name = "";
  if (flags & UTF8) name = utf8(bytes);
  else for (const byte of bytes) name += byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80];
  // Some writers on Windows mean a slash.
  return name.replaceAll("\\", "/");
}

/** @param {Uint8Array} bytes */
function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("truncated");
  }
}

/**
 * @param {DataView} record
 * @param {number} at
 * @returns {number} at most 2 ** 53, where every limit is passed anyway
 */
function large(record, at) {
  return Number(record.getBigUint64(at, true));
}

/**
 * @param {Blob} file
 * @param {number} start
 * @param {number} size
 */
async function view(file, start, size) {
  if (start < 0 || start + size > file.size) throw new Refusal("truncated");
  return new DataView(await file.slice(start, start + size).arrayBuffer());
}
