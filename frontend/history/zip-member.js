// @ts-check
/** The bytes of one member of a zip, inflated and counted on the way. */

import { chunksOf } from "./chunks.js";
import { crc32 } from "./crc32.js";
import { Refusal } from "./refusal.js";

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * @param {Blob} file the whole zip
 * @param {import("./zip-directory.js").Member} member
 * @returns {AsyncGenerator<Uint8Array>}
 * @throws {Refusal} truncated when the bytes are not what the directory says
 */
export async function* bytesOf(file, member) {
  const start = await dataStart(file, member);
  const packed = file.slice(start, start + member.packed);
  if (packed.size !== member.packed) throw new Refusal("truncated");
  let crc = 0;
  let size = 0;
  for await (const chunk of inflated(packed, member.method)) {
    size += chunk.length;
    // A member that grows beyond its word is a bomb or a ruin.
    if (size > member.size) throw new Refusal("too_large");
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== member.size || crc !== member.crc) throw new Refusal("truncated");
}

/**
 * @param {Blob} packed
 * @param {number} method
 */
async function* inflated(packed, method) {
  if (method !== STORED && method !== DEFLATED) throw new Refusal("unknown_format");
  const stream = packed.stream();
  if (method === STORED) {
    yield* chunksOf(stream);
    return;
  }
  // Outside of the try: a browser that lacks it has not found a ruin.
  const inflating = new DecompressionStream("deflate-raw");
  try {
    yield* chunksOf(stream.pipeThrough(inflating));
  } catch {
    throw new Refusal("truncated");
  }
}

/**
 * Behind the local header, which says the name again and has extra fields of its own.
 * @param {Blob} file
 * @param {import("./zip-directory.js").Member} member
 */
async function dataStart(file, { offset, written }) {
  const end = offset + LOCAL_SIZE + written.length;
  const bytes = await file.slice(offset, end).arrayBuffer();
  if (bytes.byteLength < end - offset) throw new Refusal("truncated");
  const header = new DataView(bytes);
  const name = new Uint8Array(bytes, LOCAL_SIZE);
  const isIt =
    header.getUint32(0, true) === LOCAL &&
    header.getUint16(26, true) === written.length &&
    name.every((byte, place) => byte === written[place]);
  if (!isIt) throw new Refusal("truncated");
  return end + header.getUint16(28, true);
}
