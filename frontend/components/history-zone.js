// @ts-check
/** Where files are dropped or chosen. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";
import { takeDrops } from "./file-drop.js";

/** @param {(files: File[]) => void} onFiles */
export function HistoryZone(onFiles) {
  const say = words.history.zone;
  const input = element("input", { type: "file", multiple: "", hidden: "", tabindex: "-1" });
  const button = element("button", { class: "button", type: "button" });
  const title = element("strong", { class: "history-zone__title" }, say.title);
  const text = element("p", {}, title, " ", say.orChoose);
  const place = element("div", { class: "history-zone" }, text, button, input);

  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    onFiles([...(input.files ?? [])]);
    // The same files may be chosen once more.
    input.value = "";
  });
  takeDrops({
    place,
    take: onFiles,
    mark(isOver) {
      place.classList.toggle("history-zone--over", isOver);
      title.textContent = isOver ? say.dropNow : say.title;
    },
  });

  /** @param {boolean} hasRead whether what was read stands below */
  function update(hasRead) {
    place.hidden = false;
    text.hidden = hasRead;
    place.classList.toggle("history-zone--small", hasRead);
    button.classList.toggle("button--quiet", hasRead);
    button.textContent = hasRead ? say.anew : say.choose;
  }
  update(false);
  return { place, button, update };
}
