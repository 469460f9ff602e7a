// @ts-check
/** A picture of a match to give to somebody, made in the browser. */

import { words } from "../i18n/language.js";
import { cardWords } from "../logic/share-card-words.js";
import { api } from "../server/api.js";
import { announce, element } from "./dom.js";
import { paintCard } from "./share-card-canvas.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {import("../server/api.js").Match} Match */
/** @typedef {import("../server/api.js").Me} Me */

/** @param {Match} match @param {Me} me */
export function ShareCard(match, me) {
  const say = words.meeting.shareCard;
  const button = element("button", { class: "button button--quiet", type: "button" }, say.make);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element(
    "section",
    { class: "share-card", "aria-labelledby": "share-card-title" },
    element("h2", { id: "share-card-title" }, say.title),
    element("p", {}, say.text),
    button,
    trouble,
  );
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    trouble.textContent = "";
    try {
      const { companions } = await api.companions();
      const isCompanion = companions.some(({ user_id }) => user_id === match.user_id);
      const made = await picture(cardWords(match, me, isCompanion), match);
      button.replaceWith(made.place);
      made.download.focus();
    } catch (error) {
      tellTrouble(trouble, error);
      button.setAttribute("aria-disabled", "false");
    }
  });
  return place;
}

/**
 * @param {import("../logic/share-card-words.js").CardWords} said
 * @param {Match} match
 */
async function picture(said, match) {
  const say = words.meeting.shareCard;
  const canvas = element("canvas", { class: "share-card__picture", role: "img", "aria-label": said.alt });
  paintCard(canvas, said, match.contributions);
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const href = URL.createObjectURL(file);
  const download = element("a", { class: "button", href, download: say.file }, say.download);
  const copy = element("button", { class: "button button--quiet", type: "button" }, say.copy);
  const alt = element("p", { class: "share-card__alt" }, said.alt);
  const told = element("p", { role: "status" });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(said.alt);
      told.textContent = say.copied;
    } catch {
      told.textContent = say.byHand;
    }
  });
  announce(said.isNamed ? say.withNames : say.withoutNames);
  const place = element(
    "div",
    {},
    canvas,
    element("p", {}, said.isNamed ? say.withNames : say.withoutNames),
    element("p", { class: "share-card__note" }, say.altNote),
    alt,
    element("p", { class: "share-card__ways" }, download, copy),
    told,
  );
  return { place, download };
}
