// @ts-check
/** Where a taste came from. */

/** @typedef {import("../server/api.js").KeptSource} KeptSource */

/**
 * @param {import("../server/api.js").TasteProfile} profile
 * @returns {KeptSource[]} the newest last
 */
export function keptSources({ sources, top_items, is_verified, updated_at }) {
  if (sources.length > 0) return sources;
  // What was saved long ago names its sources with the items only.
  const names = new Set(top_items.map((item) => item.source));
  return [...names].map((source) => ({
    source,
    is_verified,
    saved_at: updated_at,
    expires_at: null,
  }));
}

/**
 * Whether anything proved who this is.
 * @param {import("../server/api.js").TasteProfile} profile
 */
export function isProven(profile) {
  return keptSources(profile).some((one) => one.is_verified);
}
