// @ts-check
/** An invitation that somebody was given: who invites, to what, and the answer. */

import { announce, element, nameText } from "../components/dom.js";
import { NameConsent } from "../components/name-consent.js";
import { Notice } from "../components/notice.js";
import { tellTrouble } from "../components/trouble.js";
import { WaysIn } from "../components/ways-in.js";
import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { api } from "../server/api.js";
import { hashOf, isWhole, takeCode } from "../storage/invitation-link.js";
import { forgetWayOn, keepWayOn } from "../storage/way-on.js";

/** @typedef {import("../server/api.js").Me} Me */
/** @typedef {import("../server/api.js").OpenedInvitation} OpenedInvitation */

/**
 * @param {HTMLElement} place
 * @param {Me | null} me
 * @param {string} id the code, while it stands in the address
 */
export async function Invitation(place, me, id) {
  const code = takeCode(id);
  const opened = isWhole(code) ? await openedBy(code) : null;
  if (!place.isConnected) return;
  if (!opened) {
    forgetWayOn();
    if (isWhole(code)) nowhere(place);
    else Notice(place, words.invitations.over.incomplete);
    return;
  }
  const title = element("h1", {}, ...whoInvites(opened));
  const ways = me?.has_taste_profile ? null : WaysIn(me);
  place.className = "invitation";
  place.replaceChildren(
    title,
    ...aboutMaker(opened),
    whatIsSeen(),
    ways ? firstTaste(ways.place) : answer(place, me?.display_name ?? null, code, opened),
  );
  if (!ways) return;
  keepWayOn(hashOf(code));
  await ways.load();
}

/**
 * @param {string} code
 * @returns {Promise<OpenedInvitation | null>} nothing when it leads nowhere
 */
async function openedBy(code) {
  try {
    return await api.openInvitation(code);
  } catch (error) {
    if (isNowhere(error)) return null;
    throw error;
  }
}

/** @param {unknown} error */
function isNowhere(error) {
  return error instanceof ApiError && error.code === "invitation_not_found";
}

/** @param {OpenedInvitation} opened */
function whoInvites({ display_name }) {
  const say = words.invitations.opened;
  return display_name ? say.by(nameText(display_name)) : [say.byNobody];
}

/** @param {OpenedInvitation} opened */
function aboutMaker({ display_name, is_reusable, expires_at }) {
  const say = words.invitations.opened;
  const facts = element("p", { class: "invitation__facts" }, say.facts(is_reusable, new Date(expires_at)));
  return display_name ? [facts] : [element("p", { class: "hint" }, say.unnamed), facts];
}

function whatIsSeen() {
  const { title, items, text } = words.invitations.opened.seen;
  return element(
    "section",
    { class: "invitation__seen" },
    element("h2", {}, title),
    element("ul", {}, ...items.map((item) => element("li", {}, item))),
    element("p", {}, text),
  );
}

/** @param {HTMLElement} ways */
function firstTaste(ways) {
  const { title, text } = words.invitations.opened.first;
  return element("section", {}, element("h2", {}, title), element("p", {}, text), ways);
}

/**
 * @param {HTMLElement} place
 * @param {string | null} name
 * @param {string} code
 * @param {OpenedInvitation} opened
 */
function answer(place, name, code, { expires_at }) {
  const say = words.invitations.opened;
  const over = words.invitations.over;
  const consent = NameConsent(name, { ...say, alias: say.byAlias });
  const button = element("button", { class: "button", type: "submit" }, say.accept);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const form = element(
    "form",
    { class: "invitation-form" },
    consent.place,
    trouble,
    element(
      "p",
      { class: "invitation__ways" },
      button,
      element("a", { href: "#/" }, say.decline),
    ),
  );
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    trouble.textContent = "";
    try {
      const { user_id } = await api.acceptInvitation(code, consent.isNamed());
      if (place.isConnected) location.replace(`#/matches/${encodeURIComponent(user_id)}`);
    } catch (error) {
      if (!place.isConnected) return;
      if (error instanceof ApiError && error.code === "own_invitation") end(over.own);
      else if (!isNowhere(error)) tellTrouble(trouble, error);
      else end(new Date(expires_at) <= new Date() ? over.expired : over.refused);
    }
    isSent = false;
  });

  /** @param {import("../i18n/en/grammar.js").Told} told */
  function end(told) {
    Notice(place, told);
    announce(told.title);
  }

  return form;
}

/** @param {HTMLElement} place */
function nowhere(place) {
  const { reasons, ...told } = words.invitations.over.unknown;
  Notice(place, told);
  const list = element("dl", { class: "invitation__reasons" });
  for (const [title, text] of reasons) {
    list.append(element("div", {}, element("dt", {}, title), element("dd", {}, text)));
  }
  place.querySelector(".notice__ways")?.before(list);
}
