// @ts-check
/** The import audit in words: what was counted, what was skipped, and why. */

import { entryOf, words } from "../i18n/language.js";
import { element, nameText } from "./dom.js";

/** @typedef {import("../history/audit.js").Audit} Audit */
/** @typedef {import("../history/audit.js").FileAudit} FileAudit */

/** @param {Audit} audit */
export function HistoryAudit(audit) {
  const say = words.history.audit;
  const { rows, plays, skipped, first, last, files } = audit;
  const place = element("div", { class: "history-audit" });
  if (first !== null && last !== null) {
    place.append(
      element(
        "p",
        { class: "history-audit__sum" },
        element("strong", {}, say.sum(plays, audit.artists, audit.tracks)),
        ` ${say.span(first, last)}.`,
      ),
    );
  }
  if (rows > 0) {
    place.append(element("p", {}, say.rows(rows, rows - plays)));
    const reasons = Object.entries(skipped).filter(([, n]) => n > 0);
    if (reasons.length > 0) place.append(element("ul", {}, ...reasons.map(skippedItem)));
  }
  const refused = files.filter((file) => file.kind === "refused");
  if (refused.length > 0) {
    place.append(
      element("p", { class: "history-audit__refused" }, say.refused),
      element("ul", {}, ...refused.map(refusedItem)),
    );
  }
  place.append(filesList(files));
  return place;
}

/** @param {[string, number]} entry */
function skippedItem([reason, n]) {
  const say = words.history.audit;
  return element("li", {}, element("b", {}, words.number(n)), ` ${entryOf(say.skipped, reason)}`);
}

/** @param {FileAudit} file */
function refusedItem({ name, reason }) {
  const told = refusal(reason);
  return element("li", {}, nameText(name), `: ${told.text}`);
}

/** @param {string | null} reason */
function refusal(reason) {
  const { refusals } = words.history;
  return entryOf(refusals, reason ?? "") ?? refusals.unreadable;
}

/** @param {FileAudit[]} files */
function filesList(files) {
  const say = words.history.audit;
  const unopened = files.filter((file) => file.reason === "not_history").length;
  const listed = files.filter((file) => file.reason !== "not_history");
  const read = files.filter(isRead).length;
  const list = element("ul", { class: "history-audit__files" }, ...listed.map(fileItem));
  const summary = element("summary", {}, say.filesRead(read, files.length));
  const details = element("details", {}, summary, list);
  if (unopened > 0) details.append(element("p", {}, say.unopened(unopened)));
  return details;
}

/** @param {FileAudit} file */
function isRead({ kind }) {
  return kind !== "ignored" && kind !== "refused";
}

/** @param {FileAudit} file */
function fileItem(file) {
  const say = words.history.audit;
  const { name, kind, plays, reason } = file;
  const fate = isRead(file)
    ? `${entryOf(say.kinds, kind)}, ${say.plays(plays)}`
    : kind === "ignored"
      ? (entryOf(say.ignored, reason ?? "") ?? say.ignored.not_history)
      : refusal(reason).title;
  return element("li", {}, nameText(name), element("small", {}, fate));
}
