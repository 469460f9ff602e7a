// @ts-check
/** Views by hash route, so that a static host needs no rewriting. */

/**
 * The views by what stands first in the address: on their own, and with an id behind it.
 * @type {Record<string, { view: string, withId?: string }>}
 */
export const ROUTES = {
  "": { view: "landing" },
  start: { view: "consent", withId: "consent" },
  history: { view: "history" },
  settings: { view: "settings" },
  taste: { view: "taste" },
  matches: { view: "matches", withId: "match" },
  waves: { view: "waves" },
  how: { view: "how" },
  compare: { view: "compare" },
  i: { view: "invitation", withId: "invitation" },
  privacy: { view: "privacy" },
};

/**
 * Whether it names a view at all.
 * @param {string} hash
 */
export function isRoute(hash) {
  return hash === "" || hash.startsWith("#/");
}

/**
 * @param {string} hash
 * @returns {{ view: string, id: string }}
 */
export function routeOf(hash) {
  const [, first = "", id = ""] = hash.split("/");
  const { view, withId } = ROUTES[Object.hasOwn(ROUTES, first) ? first : ""];
  return id && withId ? { view: withId, id: decoded(id) } : { view, id: "" };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
