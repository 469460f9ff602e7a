// @ts-check
/** Starts the site: finishes a sign-in if one comes back, then shows the view. */

import { ApiError, api } from "./api.js";
import { Consent } from "./consent.js";
import { announce } from "./dom.js";
import { Landing } from "./landing.js";
import { MatchPage } from "./match-page.js";
import { Matches } from "./matches.js";
import { MyTaste } from "./my-taste.js";
import { Notice } from "./notice.js";
import { routeOf } from "./routes.js";
import { finishSignIn, takeReturn } from "./sign-in.js";
import { SiteHeader } from "./site-header.js";
import { strings } from "./strings.js";

/** @typedef {import("./api.js").Me} Me */

// Before anything else: a code must not stay in the address.
const signInReturn = takeReturn(window);

const content = /** @type {HTMLElement} */ (document.querySelector("main"));
const header = /** @type {HTMLElement} */ (document.querySelector(".site-header"));

/** @type {Record<string, (place: HTMLElement, me: Me | null, id: string) => Promise<void>>} */
const views = {
  landing: Landing,
  consent: Consent,
  taste: MyTaste,
  matches: Matches,
  match: MatchPage,
};

let shown = 0;

/** Show the view that the address names; a newer call overtakes an older one. */
async function show() {
  const turn = ++shown;
  const { view, id } = routeOf(location.hash);
  const place = document.createElement("div");
  Notice(place, strings.loading, "");
  content.replaceChildren(place);
  try {
    const me = await whoAmI();
    if (turn !== shown) return;
    SiteHeader(header, me, view);
    await views[view](place, me, id);
  } catch (error) {
    if (turn !== shown) return;
    showError(place, error);
  }
  if (turn !== shown) return;
  const heading = place.querySelector("h1")?.textContent ?? "";
  document.title = heading ? `${heading} · ${strings.name}` : strings.name;
  announce(heading);
}

/** @returns {Promise<Me | null>} */
async function whoAmI() {
  try {
    return await api.me();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/**
 * @param {HTMLElement} place
 * @param {unknown} error
 */
function showError(place, error) {
  const known = error instanceof ApiError ? strings.errors[error.code] : undefined;
  const { title, text, action } = known ?? strings.errors.unknown;
  const said = error instanceof ApiError ? error.told() : "";
  Notice(place, title, said || text, action);
}

window.addEventListener("hashchange", () => {
  void show();
  content.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});

if (signInReturn) {
  const place = document.createElement("div");
  content.replaceChildren(place);
  SiteHeader(header, null, "landing");
  Notice(place, strings.signIn.saving, strings.signIn.savingText);
  try {
    await finishSignIn(signInReturn, sessionStorage);
    if (location.hash === "#/taste") await show();
    else location.hash = "#/taste";
  } catch (error) {
    showError(place, error);
    SiteHeader(header, null, "landing");
  }
} else {
  await show();
}
