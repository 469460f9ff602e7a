// @ts-check
/** Who vouches for my taste, who sees it, and reading it again. */

import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { isProven, keptSources } from "../logic/kept-sources.js";
import { sourceTitle } from "../logic/source-name.js";
import { api } from "../server/api.js";
import { announce, element, nameText } from "./dom.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

// After these, the server may have forgotten the name.
const ENDING = ["refresh_not_possible", "source_refused", "source_not_permitted"];

/** @param {(renewed: TasteProfile) => void} renew shows what has changed */
export function TasteSource(renew) {
  const say = words.taste;
  const standing = element("p", { class: "taste-source__standing" });
  const kept = element("p", { class: "taste-source__kept" });
  const button = element("button", { class: "button button--quiet", type: "button" });
  const anew = element("a", { class: "taste-source__anew" }, say.anew);
  const seen = element("a", { class: "taste-source__anew", href: "#/settings" }, say.seen);
  const actions = element(
    "p",
    { class: "taste-source__actions" },
    element("a", { class: "button", href: "#/matches" }, say.toMatches),
    button,
    seen,
    anew,
  );
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element("section", { class: "taste-source" }, standing, kept, actions, trouble);
  let isReading = false;
  /** @type {TasteProfile} */
  let profile;

  /** @param {TasteProfile} shown */
  function update(shown) {
    profile = shown;
    const visibility = /** @type {Record<string, string>} */ (say.visibility);
    const isUnfound = profile.visibility === "anonymous" && profile.named_artists.length === 0;
    standing.textContent = [
      vouched(profile),
      visibility[profile.visibility] ?? "",
      ...(isUnfound ? [say.unfound] : []),
    ].join(" ");
    const { refreshes } = profile;
    kept.hidden = refreshes.length === 0;
    button.hidden = refreshes.length === 0;
    kept.replaceChildren(
      ...refreshes.flatMap(({ source, user_name }) => [
        ...say.kept(sourceTitle(source), nameText(user_name)),
        " ",
      ]),
    );
    anew.href = `#/start/${encodeURIComponent(keptSources(profile).at(-1)?.source ?? "")}`;
    button.textContent = isReading ? say.reading : say.again;
    // Disabled, it would lose the focus and the keyboard its place.
    button.setAttribute("aria-disabled", String(isReading));
  }

  async function read() {
    try {
      await api.refreshTasteProfile();
      announce(say.readAgain);
    } catch (error) {
      tellTrouble(trouble, error);
      if (!(error instanceof ApiError && ENDING.includes(error.code))) return;
    }
    renew(await api.tasteProfile());
    if (profile.refreshes.length === 0) anew.focus();
  }

  button.addEventListener("click", async () => {
    if (isReading) return;
    isReading = true;
    trouble.textContent = "";
    announce(say.reading);
    update(profile);
    try {
      await read();
    } catch (error) {
      tellTrouble(trouble, error);
    }
    isReading = false;
    update(profile);
  });
  return { place, update };
}

/** @param {TasteProfile} profile */
function vouched(profile) {
  const say = words.taste;
  if (profile.is_verified) return say.verified;
  return isProven(profile) ? say.partlyVerified : say.notVerified;
}
