// @ts-check
/** Lets artists, genres or sources of one's taste count no more, or count again. */

import { ApiError } from "../logic/api-error.js";
import { api } from "./api.js";

/** @typedef {import("./api.js").Muted} Muted */
/** @typedef {import("./api.js").TasteProfile} TasteProfile */

/** Too many, or nothing that can be seen. */
const REFUSALS = ["invalid_request", "invalid_top_item"];

/**
 * @param {keyof Muted} kind
 * @param {string} name
 * @returns {Promise<TasteProfile>} as it is now
 */
export function mute(kind, name) {
  return change((muted) => ({ ...muted, [kind]: [...without(muted[kind], name), name] }));
}

/**
 * @param {keyof Muted} kind
 * @param {string} name
 * @returns {Promise<TasteProfile>} as it is now
 */
export function unmute(kind, name) {
  return change((muted) => ({ ...muted, [kind]: without(muted[kind], name) }));
}

/** @type {Promise<unknown>} */
let before = Promise.resolve();

/**
 * One after the other: each starts from what the one before has left.
 * @param {(muted: Muted) => Muted} changed
 */
function change(changed) {
  const turn = before.then(() => changeNow(changed));
  before = turn.catch(() => {});
  return turn;
}

/** @param {(muted: Muted) => Muted} changed */
async function changeNow(changed) {
  // Read first: another tab may have muted something since.
  const { muted } = await api.tasteProfile();
  try {
    await api.changeChoices({ muted: changed(muted) });
  } catch (error) {
    const isRefused = error instanceof ApiError && REFUSALS.includes(error.code);
    throw isRefused ? new ApiError("not_mutable", error.message, error.status) : error;
  }
  return api.tasteProfile();
}

/** @param {string[]} names @param {string} name */
function without(names, name) {
  return names.filter((one) => one !== name);
}
