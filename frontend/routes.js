// @ts-check
/** Views by hash route, so that a static host needs no rewriting. */

import { PAGES } from "./pages.js";

/**
 * Whether it names a view at all.
 * @param {string} hash
 */
export function isRoute(hash) {
  return hash === "" || hash.startsWith("#/");
}

/**
 * The page that an address names, and the id behind it where the page takes one.
 * @param {string} hash
 * @returns {{ view: string, id: string }}
 */
export function routeOf(hash) {
  const [, first = "", id = ""] = hash.split("/");
  const there = Object.entries(PAGES).filter(([, page]) => page.address === first);
  const withId = id && there.find(([, page]) => page.id);
  if (withId) return { view: withId[0], id: decoded(id) };
  const alone = there.find(([, page]) => page.id !== "required");
  return { view: alone?.[0] ?? "landing", id: "" };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
