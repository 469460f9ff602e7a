// @ts-check
/** Waves at somebody, or takes the wave back: whichever is left to do. */

import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { wordsOf } from "../logic/error-words.js";
import { api } from "./api.js";

/** @typedef {import("./api.js").WaveState} WaveState */

/** @param {WaveState} state */
export function isWaving(state) {
  return state === "sent" || state === "mutual";
}

/**
 * @param {string} userId
 * @param {WaveState} state as it is on the page
 * @returns {Promise<import("./api.js").Wave | null>} null where it was taken back
 */
export async function changeWave(userId, state) {
  if (!isWaving(state)) return api.wave(userId);
  try {
    await api.takeWaveBack(userId);
  } catch (error) {
    // Another tab was faster.
    if (!(error instanceof ApiError && error.code === "wave_not_found")) throw error;
  }
  return null;
}

/** @param {unknown} error */
export function waveTrouble(error) {
  const isNobody = error instanceof ApiError && error.code === "taste_profile_not_found";
  return isNobody ? words.meeting.wave.nobody : wordsOf(error).text;
}
