// @ts-check
/**
 * A sign that this browser has a session: the session itself is out of a page's reach.
 *
 * It proves nothing. Without it, nobody has to be asked who they are.
 */

import { SESSION_DAYS } from "../logic/server-facts.js";

/** Said by a view when nobody is signed in any more. */
export const SIGNED_OUT = "signed-out";

const SIGN = "signed_in=1";

export function hasSessionSign() {
  return document.cookie.split("; ").includes(SIGN);
}

/** @param {boolean} isSignedIn */
export function keepSessionSign(isSignedIn) {
  const seconds = isSignedIn ? SESSION_DAYS * 86_400 : 0;
  document.cookie = `${SIGN}; Path=/; Max-Age=${seconds}; SameSite=Strict`;
}
