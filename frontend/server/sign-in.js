// @ts-check
/** Sign-in at a music service: to its own page, and back with what proves it. */

import { ApiError } from "../logic/api-error.js";
import { keepDraft } from "../storage/draft.js";
import { codeSignIn } from "./code-sign-in.js";
import { randomText } from "./random-text.js";
import { save } from "./saving.js";
import { tokenSignIn } from "./token-sign-in.js";

/** @typedef {import("./api.js").Source} Source */
/** @typedef {import("./saving.js").Choices} Choices */
/** @typedef {Record<string, string>} Kept */
/** @typedef {{ state: string | null, answer: string | null }} Answer */
/**
 * What one kind of sign-in page is asked, how its answer is read, and what proves it.
 * @typedef {{
 *   start(source: Source, state: string, home: string): Promise<{ address: URL, kept: Kept }>,
 *   read(parameters: URLSearchParams): Answer | null,
 *   proof(answer: string, kept: Kept): object,
 * }} SignInPage
 */
/** @typedef {{ source: string, kind: string, state: string, kept: Kept,
 *   choices: Choices }} Pending */
/** @typedef {Answer & { kind: string }} Return */
/** @typedef {{ source: string, proof: object, choices: Choices }} Saving */

const PENDING = "pending-sign-in";

/** @type {Record<string, SignInPage>} */
const pages = { code: codeSignIn, returned_token: tokenSignIn };

/**
 * Whether one leaves for the service's own page on this way in.
 * @param {string} kind
 */
export function hasSignInPage(kind) {
  return kind in pages;
}

/**
 * Go to the service's own page; what was chosen waits here for the way back.
 * @param {Source} source
 * @param {string} kind
 * @param {Choices} choices
 * @param {Storage} storage
 */
export async function startSignIn(source, kind, choices, storage) {
  if (!window.isSecureContext) {
    throw new ApiError("insecure_page", "no secure context", 0);
  }
  const state = randomText();
  const { address, kept } = await pages[kind].start(source, state, `${location.origin}/`);
  /** @type {Pending} */
  const pending = { source: source.source, kind, state, kept, choices };
  storage.setItem(PENDING, JSON.stringify(pending));
  keepDraft(pending);
  location.assign(address);
}

/**
 * Take the service's answer out of the address, if it holds one.
 * @param {Window} window
 * @returns {Return | null}
 */
export function takeReturn(window) {
  const parameters = new URLSearchParams(window.location.search);
  for (const [kind, page] of Object.entries(pages)) {
    const answer = page.read(parameters);
    if (answer === null) continue;
    window.history.replaceState(null, "", window.location.pathname);
    return { kind, ...answer };
  }
  return null;
}

/**
 * Check that the answer belongs to the question of this tab.
 * @param {Return} given
 * @param {Storage} storage
 * @returns {Saving}
 */
export function checkedReturn(given, storage) {
  const pending = pendingIn(storage);
  if (!pending || given.kind !== pending.kind || given.state !== pending.state) {
    storage.removeItem(PENDING);
    throw new ApiError("wrong_state", "the answer has another state", 0);
  }
  const { source, kind, choices, kept } = pending;
  keepDraft({ source, choices });
  if (!given.answer) {
    storage.removeItem(PENDING);
    throw new ApiError("sign_in_refused", "the music service said no", 0);
  }
  return { source, proof: pages[kind].proof(given.answer, kept), choices };
}

/**
 * Save with it; what was chosen is forgotten once the server has answered.
 * @param {Saving} saving
 * @param {Storage} storage
 */
export async function saveWith({ source, proof, choices }, storage) {
  try {
    await save(source, proof, choices);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "no_answer")) {
      storage.removeItem(PENDING);
    }
    throw error;
  }
  storage.removeItem(PENDING);
  keepDraft(null);
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
