// @ts-check
/** The privacy page: what is kept, who sees it, and how to be rid of it. */

import { element } from "../components/dom.js";
import { words } from "../i18n/language.js";
import * as serverFacts from "../logic/server-facts.js";
import { sourceTitle } from "../logic/source-name.js";
import { api } from "../server/api.js";

/** @typedef {import("../i18n/en/consent.js").Entry} Entry */

const MAILBOX = /^[^@\s/]+@[^@\s/]+$/;

/** @param {HTMLElement} place */
export async function Privacy(place) {
  const say = words.privacy(serverFacts);
  const contact = element("p", { "aria-busy": "true" });
  place.className = "privacy";
  place.replaceChildren(
    element("h1", {}, say.title),
    element("p", { class: "privacy__intro" }, say.intro),
    part("short", say.short.title, points(say.short.items)),
    part("contact", say.contact.title, element("p", {}, say.contact.text), contact),
    part("kept", say.kept.title, entries(say.kept.items)),
    part("seen", say.seen.title, element("p", {}, say.seen.text), entries(say.seen.items)),
    part("sources", say.sources.title, ...aboutSources()),
    part("browser", say.browser.title, element("p", {}, say.browser.text), entries(say.browser.items)),
    part("others", say.others.title, points(say.others.items)),
    part("rights", say.rights.title, entries(say.rights.items), wayOn(say.rights.action)),
    part("limits", say.limits.title, points(say.limits.items)),
  );
  void showContact(contact);
}

/** @param {HTMLElement} place */
async function showContact(place) {
  const say = words.privacy(serverFacts).contact;
  // Without an answer, there is no address either.
  const { contact } = await api.health().catch(() => ({ contact: null }));
  place.removeAttribute("aria-busy");
  if (contact) place.replaceChildren(say.write, " ", contactLink(contact));
  else place.textContent = say.none;
}

/** @param {string} contact a page or a mailbox */
function contactLink(contact) {
  const isPage = contact.startsWith("https://");
  if (!isPage && !MAILBOX.test(contact)) return contact;
  const href = isPage ? contact : `mailto:${contact}`;
  return element("a", { href, rel: "noopener noreferrer" }, contact);
}

function aboutSources() {
  const say = words.privacy(serverFacts).sources;
  const told = Object.entries(words.consent.facts).flatMap(([source, facts]) => [
    element("h3", {}, sourceTitle(source)),
    entries(facts),
    ...(source === "spotify" ? [element("p", {}, say.spotify)] : []),
  ]);
  return [element("p", {}, say.text), element("p", {}, say.unproven), ...told];
}

/**
 * @param {string} name
 * @param {string} title
 * @param {...Node} children
 */
function part(name, title, ...children) {
  const id = `privacy-${name}`;
  return element(
    "section",
    { "aria-labelledby": id },
    element("h2", { id }, title),
    ...children,
  );
}

/** @param {readonly string[]} items */
function points(items) {
  return element("ul", {}, ...items.map((item) => element("li", {}, item)));
}

/** @param {readonly Entry[]} items */
function entries(items) {
  const rows = items.map(([title, text]) =>
    element("div", {}, element("dt", {}, title), element("dd", {}, text)),
  );
  return element("dl", {}, ...rows);
}

/** @param {import("../i18n/en/grammar.js").Action} action */
function wayOn({ href, text }) {
  return element("p", {}, element("a", { href }, text));
}
