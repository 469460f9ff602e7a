// @ts-check
/** The way to the page that reads files; they may be dropped on this one already. */

import { words } from "../i18n/language.js";
import { giveFiles } from "../storage/files-given.js";
import { element } from "./dom.js";
import { takeDrops } from "./file-drop.js";

const HREF = "#/history";

export function HistoryLink() {
  const say = words.landing.ownFiles;
  const drop = element("span", { class: "history-link__drop" }, say.drop);
  const place = element(
    "a",
    { class: "history-link", href: HREF },
    element("strong", {}, say.title),
    element("span", {}, say.text, " ", drop),
  );
  takeDrops({
    place,
    take(files) {
      if (files.length === 0) return;
      giveFiles(files);
      location.hash = HREF;
    },
    mark(isOver) {
      place.classList.toggle("history-link--over", isOver);
      drop.textContent = isOver ? say.dropNow : say.drop;
    },
  });
  return place;
}
