// @ts-check
/** One's own listening history: dropped, read here, looked at, and only then sent. */

import { announce, element, nameText } from "../components/dom.js";
import { HistoryAudit } from "../components/history-audit.js";
import { HistoryConsent } from "../components/history-consent.js";
import { HistoryHow } from "../components/history-how.js";
import { HistoryProgress } from "../components/history-progress.js";
import { HistoryZone } from "../components/history-zone.js";
import { startReading } from "../history/reader.js";
import { entryOf, words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { takeFiles } from "../storage/files-given.js";

/** @typedef {import("../history/history.js").Reading} Reading */
/** @typedef {import("../history/history.js").Refused} Refused */

const UNREADABLE = { refused: "unreadable", file: null, audit: null };

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function HistoryDrop(place, me) {
  const say = words.history;
  const profile = me?.has_taste_profile ? await api.tasteProfile() : null;
  const stage = element("div", { class: "history-drop__stage" });
  const zone = HistoryZone((files) => void read(files));
  const how = HistoryHow();
  const parts = [element("h1", {}, say.title), element("p", {}, say.text)];
  let stop = () => {};

  /** @param {File[]} files */
  async function read(files) {
    if (files.length === 0) return;
    stop();
    const progress = HistoryProgress(cancel);
    const reading = startReading(files, (told) => {
      // Whoever went elsewhere meanwhile does not want this any more.
      if (place.isConnected) progress.update(told);
      else reading.cancel();
    });
    stop = reading.cancel;
    zone.place.hidden = true;
    how.hidden = true;
    stage.replaceChildren(progress.place);
    announce(say.reading.title);
    progress.button.focus();
    try {
      show(await reading.outcome);
    } catch {
      showRefusal(UNREADABLE);
    }
  }

  function ask() {
    zone.update(false);
    how.hidden = false;
  }

  function cancel() {
    stop();
    ask();
    stage.replaceChildren(element("p", { class: "hint" }, say.reading.stopped));
    announce(say.reading.stopped);
    zone.button.focus();
  }

  /** @param {Reading | Refused} outcome */
  function show(outcome) {
    if (!place.isConnected) return;
    if ("refused" in outcome) showRefusal(outcome);
    else showReading(outcome);
  }

  /** @param {{ refused: string, file: string | null, audit: Refused["audit"] | null }} refused */
  function showRefusal({ refused, file, audit }) {
    const told = entryOf(say.refusals, refused) ?? say.refusals.unreadable;
    const heading = Heading(told.title);
    ask();
    const text = element("p", {}, ...(file ? [nameText(file), ": "] : []), told.text);
    const section = element("section", {}, heading, text);
    if (audit && (audit.rows > 0 || audit.files.length > 1)) section.append(HistoryAudit(audit));
    stage.replaceChildren(section);
    tell(heading);
  }

  /** @param {Reading} reading */
  function showReading({ aggregate, audit }) {
    const heading = Heading(say.audit.title);
    zone.update(true);
    stage.replaceChildren(
      element("section", {}, heading, HistoryAudit(audit)),
      HistoryConsent(place, me, profile, JSON.parse(aggregate), paint),
    );
    tell(heading);
  }

  function paint() {
    place.className = "history-drop";
    place.replaceChildren(...parts, zone.place, stage, how);
  }

  paint();
  void read(takeFiles());
}

/** @param {string} text */
function Heading(text) {
  return element("h2", { tabindex: "-1" }, text);
}

/** @param {HTMLElement} heading */
function tell(heading) {
  heading.focus();
  announce(heading.textContent ?? "");
}
