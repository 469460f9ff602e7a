// @ts-check
/** Views by hash route, so that a static host needs no rewriting. */

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
  const [, view = "", id = ""] = hash.split("/");
  switch (view) {
    case "start":
      return { view: "consent", id: decoded(id) };
    case "history":
      return { view: "history", id: "" };
    case "compare":
      return { view: "compare", id: "" };
    case "i":
      return { view: "invitation", id: decoded(id) };
    case "privacy":
      return { view: "privacy", id: "" };
    case "settings":
      return { view: "settings", id: "" };
    case "taste":
      return { view: "taste", id: "" };
    case "how":
      return { view: "how", id: "" };
    case "waves":
      return { view: "waves", id: "" };
    case "matches":
      return id ? { view: "match", id: decoded(id) } : { view: "matches", id: "" };
    default:
      return { view: "landing", id: "" };
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
