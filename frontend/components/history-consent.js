// @ts-check
/** What is sent of a listening history, agreed to and sent. */

import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { keptSources } from "../logic/kept-sources.js";
import { api } from "../server/api.js";
import { takeWayOn } from "../storage/way-on.js";
import { ConsentFacts } from "./consent-facts.js";
import { announce, element } from "./dom.js";
import { HistoryPreview } from "./history-preview.js";
import { JoinChoice } from "./join-choice.js";
import { Waiting } from "./notice.js";
import { tellTrouble } from "./trouble.js";
import { VisibilityChoice } from "./visibility-choice.js";

/** @typedef {import("../server/api.js").Me} Me */
/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

const ABOUT_VISIBILITY = ["visibility_required", "display_name_required", "invalid_top_item"];
const SOURCE = "history";
const TROUBLE_ID = "history-trouble";

/**
 * @param {HTMLElement} place
 * @param {Me | null} me
 * @param {TasteProfile | null} profile that this person has already
 * @param {import("./history-preview.js").Aggregate} aggregate
 * @param {() => void} paint what stood in the place before
 */
export function HistoryConsent(place, me, profile, aggregate, paint) {
  const say = words.history.send;
  const visibility = VisibilityChoice(me, profile, null);
  // Files bring no name along, so whoever is open types one.
  visibility.name.advise(say.nameHint);
  const join = JoinChoice(profile ? keptSources(profile) : [], SOURCE, null);
  const preview = HistoryPreview(aggregate, () => JSON.stringify(body()));
  const button = element("button", { class: "button", type: "submit" }, buttonText(aggregate));
  const trouble = element("p", { id: TROUBLE_ID, class: "trouble", role: "alert", tabindex: "-1" });
  const form = element(
    "form",
    { class: "history-consent" },
    element("section", {}, element("h2", {}, words.history.preview.title), preview.place),
    element(
      "div",
      { class: "consent" },
      join.place,
      visibility.place,
      element("p", { class: "hint" }, me?.is_verified ? say.losesVerified : say.notVerified),
      ConsentFacts(SOURCE),
    ),
    button,
  );

  function body() {
    const { visibility: chosen, displayName, namedArtists } = visibility.choices();
    const choices = { visibility: chosen, display_name: displayName };
    const named = namedArtists ? { named_artists: namedArtists } : {};
    return { ...aggregate, ...choices, ...named, is_added: join.isAdded() };
  }

  function update() {
    visibility.update(!me?.visibility);
    visibility.name.input.required = !visibility.name.place.hidden;
    preview.update();
  }

  /** @param {unknown} error */
  function showTrouble(error) {
    const isAbout = error instanceof ApiError && ABOUT_VISIBILITY.includes(error.code);
    if (isAbout) {
      visibility.place.append(trouble);
      visibility.name.blame(TROUBLE_ID);
    } else button.before(trouble);
    tellTrouble(trouble, error);
    trouble.focus();
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.remove();
    const sent = body();
    // The form leaves the page while it is under way, so it is not sent twice.
    Waiting(place, say.sending, say.sendingText);
    announce(say.sending);
    try {
      await api.saveTasteProfile(sent);
    } catch (error) {
      if (!place.isConnected) return;
      announce("");
      paint();
      showTrouble(error);
      return;
    }
    if (place.isConnected) location.replace(takeWayOn(nextView(me, sent.visibility)));
  });
  update();
  return form;
}

/**
 * To the people; whoever had a taste looks first at how it has grown.
 * @param {Me | null} me
 * @param {string | null} visibility
 */
function nextView(me, visibility) {
  return me?.has_taste_profile || visibility === "hidden" ? "#/taste" : "#/matches";
}

/** @param {import("./history-preview.js").Aggregate} aggregate */
function buttonText({ artists, tracks }) {
  const names = new Set(artists.map((item) => item.name));
  const titles = new Set(tracks.map((item) => `${item.name}\n${item.artist}`));
  return words.history.send.button(names.size, titles.size);
}
