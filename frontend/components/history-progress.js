// @ts-check
/** How far the reading is, for eyes and ears, and the button that stops it. */

import { words } from "../i18n/language.js";
import { announce, element, nameText } from "./dom.js";

/** @typedef {import("../history/history.js").Progress} Progress */

const ANNOUNCED_STEP = 0.25;

/** @param {() => void} onCancel */
export function HistoryProgress(onCancel) {
  const say = words.history.reading;
  const bar = element("progress", { "aria-label": say.bar, max: "1" });
  const file = element("p", { class: "history-progress__file" }, say.opening);
  const facts = element("p", { class: "history-progress__facts" });
  const button = element("button", { class: "button", type: "button" }, say.cancel);
  button.addEventListener("click", onCancel);
  const place = element(
    "section",
    { class: "history-progress" },
    element("h2", {}, say.title),
    bar,
    file,
    facts,
    button,
  );
  let announced = 0;

  /** @param {Progress} progress */
  function update({ file: name, bytesDone, bytesTotal, plays }) {
    const share = bytesTotal > 0 ? bytesDone / bytesTotal : 0;
    bar.value = share;
    file.replaceChildren(nameText(name));
    facts.textContent = `${say.bytes(bytesDone, bytesTotal)} · ${say.plays(plays)}`;
    // A word now and then: every one of them would never let anything else be heard.
    if (share < announced + ANNOUNCED_STEP) return;
    announced = share - (share % ANNOUNCED_STEP);
    announce(say.share(announced));
  }

  return { place, button, update };
}
