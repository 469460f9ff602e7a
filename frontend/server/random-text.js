// @ts-check
/** Text that nobody can guess, in letters that an address can hold. */

export function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(48)));
}

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
