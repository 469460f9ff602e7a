// @ts-check
/** What draws a page, with its words and its looks: each loaded when it is first shown. */

import { loadWords } from "./i18n/language.js";
import { ApiError } from "./logic/api-error.js";
import { PAGES } from "./pages.js";

/** @typedef {import("./pages.js").View} View */

/**
 * @param {string} name
 * @returns {Promise<View>}
 */
export async function viewOf(name) {
  const { view, words, stylesheet } = PAGES[name];
  try {
    const [View] = await Promise.all([view(), loadWords(words), styled(stylesheet)]);
    return View;
  } catch (error) {
    // What a browser throws when the file does not come.
    if (!(error instanceof TypeError)) throw error;
    throw new ApiError("no_answer", "a file of the site did not come", 0);
  }
}

/**
 * Nothing is drawn before its stylesheet is there, so nothing changes its looks.
 * @param {string} [name]
 * @returns {Promise<void>}
 */
async function styled(name) {
  const address = `styles/${name}.css`;
  if (!name || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  await new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", () => {
      link.remove();
      failed(new TypeError(`${address} did not come`));
    });
    document.head.append(link);
  });
}
