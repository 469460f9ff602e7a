// @ts-check
/** How one gets one's files from the services. */

import { words } from "../i18n/language.js";
import { element } from "./dom.js";

export function HistoryHow() {
  const say = words.history.how;
  const list = element("dl", {});
  for (const [title, text, link] of say.list) {
    const told = element("dd", {}, text);
    if (link) {
      const attributes = { href: link.href, target: "_blank", rel: "noopener noreferrer" };
      told.append(" ", element("a", attributes, link.text));
    }
    list.append(element("div", {}, element("dt", {}, title), told));
  }
  return element("section", { class: "history-how" }, element("h2", {}, say.title), list);
}
