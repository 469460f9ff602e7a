// @ts-check
/** The language that the site speaks, and its words. */

/** @typedef {import("../pages.js").Subjects} Subjects */
/**
 * All that a language says, as English has it: every other one is held to it.
 * @typedef {typeof import("./en/common.js").words & Subjects} Words
 */

/** The languages there are, a folder each; the first is for whoever asks for none of them. */
const LANGUAGES = ["en"];

const language = chosen(navigator.languages, LANGUAGES);

/** What every page says; of a subject, what was loaded. */
export const words = /** @type {Words} */ ({ .../** @type {object} */ (await saidOf("common")) });

/**
 * Load what is said of these subjects, where it is not there yet.
 * @param {readonly (keyof Subjects)[]} subjects
 */
export async function loadWords(subjects) {
  const missing = subjects.filter((subject) => !Object.hasOwn(words, subject));
  const said = await Promise.all(missing.map(saidOf));
  Object.assign(words, Object.fromEntries(missing.map((subject, n) => [subject, said[n]])));
}

/**
 * What a table of words says under a key, which may be none of its own.
 * @template T
 * @param {{ [key: string]: T }} table
 * @param {string} key
 * @returns {T | undefined}
 */
export function entryOf(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/**
 * @param {string} subject
 * @returns {Promise<unknown>}
 */
async function saidOf(subject) {
  return (await import(`./${language}/${subject}.js`)).words;
}

/**
 * The first wanted language that is spoken here.
 * @param {readonly string[]} wanted tags, the dearest first
 * @param {string[]} spoken
 */
function chosen(wanted, spoken) {
  const languages = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return languages.find((language) => spoken.includes(language)) ?? spoken[0];
}
