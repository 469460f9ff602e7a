// @ts-check
/** Sign-in at a music service: Authorization Code with PKCE (RFC 7636). */

import { ApiError, api } from "./api.js";
import { strings } from "./strings.js";

/** @typedef {import("./api.js").Source} Source */
/** @typedef {{ visibility: string | null, displayName: string | null }} Choices */
/** @typedef {{ source: string, state: string, verifier: string, redirectUri: string,
 *   choices: Choices }} Pending */
/** @typedef {Pending & { code: string }} Proof */
/** @typedef {{ code: string | null, state: string | null, error: string | null }} Return */

const PENDING = "pending-sign-in";

/**
 * Go to the service's own page; what was chosen waits here for the way back.
 * @param {Source} source
 * @param {Choices} choices
 * @param {Storage} storage
 */
export async function startSignIn(source, choices, storage) {
  if (!window.isSecureContext) {
    throw new ApiError("insecure_page", strings.errors.insecure_page.text, 0);
  }
  const verifier = randomText();
  const state = randomText();
  const redirectUri = `${location.origin}/`;
  /** @type {Pending} */
  const pending = { source: source.source, state, verifier, redirectUri, choices };
  storage.setItem(PENDING, JSON.stringify(pending));
  const address = new URL(source.authorize_url);
  address.search = new URLSearchParams({
    response_type: "code",
    client_id: source.client_id,
    scope: source.scope,
    redirect_uri: redirectUri,
    state,
    code_challenge_method: "S256",
    code_challenge: await challengeOf(verifier),
  }).toString();
  location.assign(address);
}

/**
 * Take the service's answer out of the address, if it holds one.
 * @param {Window} window
 * @returns {Return | null}
 */
export function takeReturn(window) {
  const parameters = new URLSearchParams(window.location.search);
  if (!parameters.has("code") && !parameters.has("error")) return null;
  window.history.replaceState(null, "", window.location.pathname);
  return {
    code: parameters.get("code"),
    state: parameters.get("state"),
    error: parameters.get("error"),
  };
}

/**
 * Check that the answer belongs to the question of this tab.
 * @param {Return} given
 * @param {Storage} storage
 * @returns {Proof}
 */
export function checkedReturn(given, storage) {
  const pending = pendingIn(storage);
  if (!pending || !given.state || given.state !== pending.state) {
    storage.removeItem(PENDING);
    throw new ApiError("wrong_state", strings.errors.wrong_state.text, 0);
  }
  if (given.error || !given.code) {
    storage.removeItem(PENDING);
    throw new ApiError("sign_in_refused", strings.errors.sign_in_refused.text, 0);
  }
  return { ...pending, code: given.code };
}

/**
 * Save with it; what was chosen is forgotten once the server has answered.
 * @param {Proof} proof
 * @param {Storage} storage
 */
export async function saveWith(proof, storage) {
  try {
    await api.saveTasteProfile({
      source: proof.source,
      code: proof.code,
      code_verifier: proof.verifier,
      redirect_uri: proof.redirectUri,
      visibility: proof.choices.visibility,
      display_name: proof.choices.displayName,
    });
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "no_answer")) {
      storage.removeItem(PENDING);
    }
    throw error;
  }
  storage.removeItem(PENDING);
}

/**
 * @param {Storage} storage
 * @returns {Pending | null}
 */
function pendingIn(storage) {
  try {
    return JSON.parse(storage.getItem(PENDING) ?? "null");
  } catch {
    return null;
  }
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(48)));
}

/** @param {string} verifier */
async function challengeOf(verifier) {
  const bytes = new TextEncoder().encode(verifier);
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
