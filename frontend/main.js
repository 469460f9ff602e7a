// @ts-check
/** Starts the site: finishes a sign-in if one comes back, then shows the view. */

import { announce } from "./components/dom.js";
import { Notice, Waiting } from "./components/notice.js";
import { SiteFooter } from "./components/site-footer.js";
import { SiteHeader } from "./components/site-header.js";
import { words } from "./i18n/language.js";
import { ApiError } from "./logic/api-error.js";
import { wordsOf } from "./logic/error-words.js";
import { PAGES } from "./pages.js";
import { isRoute, routeOf } from "./routes.js";
import { api } from "./server/api.js";
import { checkedReturn, saveWith, takeReturn } from "./server/sign-in.js";
import { keepPlace, placeKept } from "./storage/place-kept.js";
import { SIGNED_OUT, hasSessionSign } from "./storage/session-sign.js";
import { takeWayOn } from "./storage/way-on.js";
import { viewOf } from "./views.js";

/** @typedef {import("./server/api.js").Me} Me */

// Before anything else: neither a code nor a token must stay in the address.
const signInReturn = takeReturn(window);

const content = /** @type {HTMLElement} */ (document.querySelector("main"));
const header = /** @type {HTMLElement} */ (document.querySelector(".site-header"));

/** No session, or one of somebody who was erased. */
const NOBODY = [401, 410];

let shown = 0;
let shownHash = "";

/** Show the view that the address names; a newer call overtakes an older one. */
async function show() {
  const turn = ++shown;
  const { view, id } = routeOf(location.hash);
  const place = newPlace();
  Waiting(place, words.loading);
  try {
    // The header does not wait for the view: one can always go elsewhere.
    const { audience } = PAGES[view];
    const known = whoAmI(audience).then((me) => {
      if (turn === shown) SiteHeader(header, me, view);
      return me;
    });
    const [me, View] = await Promise.all([known, viewOf(view)]);
    if (turn !== shown) return;
    if (me && !me.has_taste_profile && audience === "listener") throw nothingKept();
    await View(place, me, id);
    if (turn === shown) window.scrollTo(0, placeKept().scroll);
  } catch (error) {
    if (turn !== shown) return;
    showError(place, error, show);
  }
  if (turn !== shown) return;
  shownHash = location.hash;
  tell(place);
}

/**
 * @param {import("./pages.js").Audience} audience
 * @returns {Promise<Me | null>}
 */
async function whoAmI(audience) {
  if ((audience === "anybody" || audience === "guest") && !hasSessionSign()) return null;
  try {
    return await api.me();
  } catch (error) {
    const isNobody = error instanceof ApiError && NOBODY.includes(error.status);
    if (isNobody && audience === "anybody") return null;
    throw error;
  }
}

function nothingKept() {
  return new ApiError("nothing_kept", "there is no taste profile", 0);
}

/**
 * Save with what the music service sent back; the choices are kept until it answers.
 * @param {import("./server/sign-in.js").Return} given
 */
async function finish(given) {
  const turn = ++shown;
  const place = newPlace();
  Waiting(place, words.signIn.saving, words.signIn.savingText);
  announce(words.signIn.saving);
  try {
    // Before the save, whose session another answer must not take away.
    SiteHeader(header, await whoAmI("anybody"), "");
    await saveWith(checkedReturn(given, sessionStorage), sessionStorage);
  } catch (error) {
    if (turn !== shown) return;
    const isUnused = error instanceof ApiError && error.code === "no_answer";
    showError(place, error, isUnused ? () => finish(given) : undefined);
    tell(place);
    return;
  }
  if (turn !== shown) return;
  history.replaceState(null, "", takeWayOn("#/taste"));
  await show();
}

/**
 * @param {HTMLElement} place
 * @param {unknown} error
 * @param {() => Promise<void>} [again]
 */
function showError(place, error, again) {
  if (error instanceof ApiError && NOBODY.includes(error.status)) SiteHeader(header, null, "");
  const told = wordsOf(error);
  Notice(place, told, told.action || !again ? undefined : () => void again());
  if (!header.hasChildNodes()) SiteHeader(header, null, "");
}

function newPlace() {
  const place = document.createElement("div");
  content.replaceChildren(place);
  return place;
}

/** @param {HTMLElement} place */
function tell(place) {
  const heading = place.querySelector("h1");
  document.title = heading ? words.titled(heading.textContent ?? "") : words.name;
  announce(...(heading?.cloneNode(true).childNodes ?? []));
}

window.addEventListener("hashchange", () => {
  if (!isRoute(location.hash)) return;
  void show();
  content.focus({ preventScroll: true });
});
// Of two entries with one address, what tells them apart is kept beside it.
window.addEventListener("popstate", () => {
  if (location.hash === shownHash) void show();
});
// A page that the browser kept may show somebody who has signed out since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) void show();
});
content.addEventListener("click", keepPlace);
content.addEventListener(SIGNED_OUT, () => SiteHeader(header, null, ""));
const skipLink = /** @type {HTMLElement} */ (document.querySelector(".skip-link"));
document.documentElement.lang = words.tag;
skipLink.textContent = words.skip;
skipLink.addEventListener("click", (event) => {
  // The address names a view, so it cannot name a place on the page as well.
  event.preventDefault();
  content.focus();
});
SiteFooter(/** @type {HTMLElement} */ (document.querySelector(".site-footer")));
history.scrollRestoration = "manual";

await (signInReturn ? finish(signInReturn) : show());
