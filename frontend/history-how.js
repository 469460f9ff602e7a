// @ts-check
/** How one gets one's files from the services. */

import { element } from "./dom.js";
import { historyStrings } from "./history-strings.js";

export function HistoryHow() {
  const say = historyStrings.how;
  const list = element("dl", {});
  for (const [title, text, link] of say.list) {
    const words = element("dd", {}, text);
    if (link) {
      const attributes = { href: link.href, target: "_blank", rel: "noopener noreferrer" };
      words.append(" ", element("a", attributes, link.text));
    }
    list.append(element("div", {}, element("dt", {}, title), words));
  }
  return element("section", { class: "history-how" }, element("h2", {}, say.title), list);
}
