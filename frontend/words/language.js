// @ts-check
/** The language that the site speaks, and its words. */

/** @typedef {typeof import("./en.js").words} Words */

/**
 * The languages there are; the first is for whoever asks for none of them.
 * @type {Record<string, () => Promise<{ words: Words }>>}
 */
const LANGUAGES = { en: () => import("./en.js") };

/**
 * The first wanted language that is spoken here.
 * @param {readonly string[]} wanted tags, the dearest first
 * @param {string[]} spoken
 */
function chosen(wanted, spoken) {
  const languages = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return languages.find((language) => spoken.includes(language)) ?? spoken[0];
}

export const { words } = await LANGUAGES[chosen(navigator.languages, Object.keys(LANGUAGES))]();
document.documentElement.lang = words.tag;
