// @ts-check
/** What one agrees to before anything is read: whose listening, seen by whom, kept how. */

import { Choice } from "../components/choice.js";
import { ConsentFacts } from "../components/consent-facts.js";
import { announce, element } from "../components/dom.js";
import { JoinChoice } from "../components/join-choice.js";
import { Waiting } from "../components/notice.js";
import { tellTrouble } from "../components/trouble.js";
import { VisibilityChoice } from "../components/visibility-choice.js";
import { WayChoice } from "../components/way-choice.js";
import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { isProven, keptSources } from "../logic/kept-sources.js";
import { plainName } from "../logic/source-name.js";
import { api } from "../server/api.js";
import { save } from "../server/saving.js";
import { hasSignInPage, startSignIn } from "../server/sign-in.js";
import { draftKept } from "../storage/draft.js";
import { takeWayOn } from "../storage/way-on.js";

/** @typedef {import("../server/api.js").Source} Source */
/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

const ABOUT_WAY = [
  "source_refused",
  "source_sign_in_expired",
  "source_not_permitted",
  "source_empty",
  "invalid_request",
];
const ABOUT_VISIBILITY = ["visibility_required", "display_name_required", "invalid_top_item"];
const HISTORY = "history";
const TROUBLE_ID = "consent-trouble";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 * @param {string} id of the source; without it, where one came from before
 */
export async function Consent(place, me, id) {
  const [{ sources }, profile] = await Promise.all([
    api.sources(),
    me?.has_taste_profile ? api.tasteProfile() : null,
  ]);
  const draft = draftKept();
  const kept = profile ? keptSources(profile) : [];
  const wanted = id || draft?.source || kept.at(-1)?.source;
  if (wanted === HISTORY) {
    location.replace("#/history");
    return;
  }
  const source = sources.find((one) => one.source === wanted) ?? sources[0];
  if (!source) throw new ApiError("source_not_offered", "no source is set up", 0);
  const say = words.consent;
  const before = draft?.source === source.source ? draft.choices : null;
  const hasProof = profile !== null && isProven(profile);
  const isProof = kept.some((one) => one.source === source.source && one.is_verified);
  const refresh = profile?.refreshes.find((one) => one.source === source.source);

  const ways = WayChoice(source, refresh?.user_name ?? "");
  const visibility = VisibilityChoice(me, profile, before);
  const again = Choice("checkbox", "again", "yes", say.againTitle, say.againText);
  again.card.hidden = !source.takes.includes("user_name");
  again.input.checked = before?.isRefreshed ?? Boolean(refresh);
  const join = JoinChoice(kept, source.source, before?.isAdded ?? null);
  const second = element("p", { class: "hint" });
  const button = element("button", { class: "button", type: "submit" });
  const trouble = element("p", { id: TROUBLE_ID, class: "trouble", role: "alert", tabindex: "-1" });
  const form = element(
    "form",
    {},
    ways.place,
    join.place,
    second,
    visibility.place,
    ConsentFacts(source.source),
    again.card,
    button,
  );

  function paint() {
    place.className = "consent";
    place.replaceChildren(element("h1", {}, say.title(source.name)), form);
  }

  function update() {
    const { kind } = ways.chosen();
    const isByName = kind === "user_name";
    ways.update();
    // Neither a name nor a strange account leads to anybody whom somebody has proved to be.
    const isApart = hasProof && (isByName || !isProof);
    const isSecond = isApart && !join.isAdded();
    join.update(isApart);
    visibility.update(isSecond || (isByName && !me?.visibility));
    second.textContent = warning(isByName, isSecond);
    second.hidden = second.textContent === "";
    button.textContent = hasSignInPage(kind) ? say.go(source.name) : say.read(source.name);
  }

  /** Who one is afterwards, where that may not be who one is now. */
  function warning(/** @type {boolean} */ isByName, /** @type {boolean} */ isSecond) {
    if (isSecond) return isByName ? say.secondPerson : say.otherPerson(plainName(source));
    if (isByName) return me?.is_verified ? say.losesVerified : "";
    return me?.has_taste_profile ? say.knownAccount(plainName(source)) : "";
  }

  /** @param {unknown} error */
  function showTrouble(error) {
    const code = error instanceof ApiError ? error.code : "";
    const { kind, field, place: way } = ways.chosen();
    const isOldToken = kind === "pasted_token" && code === "source_sign_in_expired";
    if (ABOUT_WAY.includes(code)) {
      way.append(trouble);
      field?.blame(TROUBLE_ID);
    } else if (ABOUT_VISIBILITY.includes(code)) {
      visibility.place.append(trouble);
      visibility.name.blame(TROUBLE_ID);
    } else {
      button.before(trouble);
    }
    tellTrouble(trouble, error, isOldToken ? say.tokenRefused(plainName(source)) : undefined);
    trouble.focus();
  }

  async function submit() {
    const { kind } = ways.chosen();
    const isRefreshed = again.card.hidden ? null : again.input.checked;
    const choices = { ...visibility.choices(), isRefreshed, isAdded: join.isAdded() };
    trouble.remove();
    if (hasSignInPage(kind)) {
      Waiting(place, say.going, say.goingText);
      await startSignIn(source, kind, choices, sessionStorage);
      return;
    }
    Waiting(place, words.signIn.saving, words.signIn.savingText);
    announce(words.signIn.saving);
    await save(source.source, ways.proof(), choices);
    ways.forget();
    // Whoever went elsewhere meanwhile is not called back.
    if (place.isConnected) location.replace(takeWayOn("#/taste"));
  }

  form.addEventListener("change", update);
  // Another way has not failed yet. Not on typing: a shift would move what is tapped.
  ways.place.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") trouble.remove();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      // The form leaves the page while it is under way, so it is not sent twice.
      await submit();
    } catch (error) {
      if (!place.isConnected) return;
      announce("");
      paint();
      showTrouble(error);
    }
  });
  paint();
  update();
}
