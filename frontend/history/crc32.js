// @ts-check
/** The checksum of zip members (ISO 3309, reflected polynomial 0xEDB88320). */

const TABLE = new Uint32Array(256).map((_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

/**
 * @param {Uint8Array} bytes
 * @param {number} before the checksum of what came before, 0 at the beginning
 * @returns {number}
 */
export function crc32(bytes, before) {
  let remainder = ~before;
  for (let at = 0; at < bytes.length; at++) {
    remainder = TABLE[(remainder ^ bytes[at]) & 0xff] ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}
