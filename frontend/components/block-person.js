// @ts-check
/** Never meeting somebody here again, after a question. */

import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { element } from "./dom.js";
import { tellTrouble } from "./trouble.js";

/**
 * @param {string} userId
 * @param {() => void} onBlocked
 */
export function BlockPerson(userId, onBlocked) {
  const say = words.meeting.block;
  const button = element("button", { class: "block-person__button", type: "button" }, say.go);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element(
    "section",
    { class: "block-person", "aria-labelledby": "block-title" },
    element("h2", { id: "block-title" }, say.title),
    element("p", {}, say.text),
    button,
    trouble,
  );
  button.addEventListener("click", async () => {
    if (!(await confirmed(place, say.asking))) return;
    trouble.textContent = "";
    try {
      await api.block(userId);
      onBlocked();
    } catch (error) {
      tellTrouble(trouble, error);
    }
  });
  return place;
}
