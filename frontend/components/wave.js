// @ts-check
/** A wave at somebody: how it stands, what it means, and taking it back. */

import { words } from "../i18n/language.js";
import { changeWave, isWaving, waveTrouble } from "../server/wave-change.js";
import { announce, element } from "./dom.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {import("../server/api.js").Match} Match */
/** @typedef {import("../server/api.js").Me} Me */
/** @typedef {import("../server/api.js").WaveState} WaveState */

/**
 * @param {Match} match
 * @param {WaveState} before how it stands when the page opens
 * @param {Me} me
 * @param {{ onChanged(state: WaveState): void, onRevealed(userId: string): void,
 *   onTakenBack(before: WaveState): Promise<WaveState | null> }} told how it stands now and
 *   what a wave opened; tells what is left when it was taken back: null where the page is
 *   closed
 */
export function Wave(match, before, me, { onChanged, onRevealed, onTakenBack }) {
  const say = words.meeting.wave;
  const standing = element("p", { class: "wave__standing" });
  const meaning = element("p");
  const button = element("button", { class: "button", type: "button" });
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element(
    "section",
    { class: "wave", "aria-labelledby": "wave-title" },
    element("h2", { id: "wave-title" }, say.title),
    standing,
    meaning,
    button,
    trouble,
  );
  let state = before;

  function update() {
    standing.textContent = say.states[state];
    standing.hidden = !say.states[state];
    meaning.replaceChildren(...meaningOf(state, match, me));
    button.textContent = say.actions[state];
    button.classList.toggle("button--quiet", isWaving(state));
  }

  async function change() {
    const answer = await changeWave(match.user_id, state);
    if (answer === null) {
      const left = await onTakenBack(state);
      if (left === null) return;
      state = left;
    } else {
      state = answer.wave;
      if (answer.person.user_id !== match.user_id) {
        onRevealed(answer.person.user_id);
        return;
      }
    }
    update();
    onChanged(state);
    announce(say.done[state]);
  }

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    trouble.textContent = "";
    try {
      await change();
    } catch (error) {
      tellTrouble(trouble, error, waveTrouble(error));
    }
    button.setAttribute("aria-disabled", "false");
  });
  if (me.visibility === "hidden") {
    const way = element("a", { href: "#/settings" }, say.unhide);
    place.replaceChildren(place.children[0], element("p", {}, say.hidden, " ", way));
  } else {
    update();
  }
  return place;
}

/**
 * @param {WaveState} state
 * @param {Match} match
 * @param {Me} me
 * @returns {(Node | string)[]}
 */
function meaningOf(state, match, me) {
  const say = words.meeting.wave;
  if (state === "mutual") return [say.meansMutual];
  const isAlias = me.visibility === "anonymous";
  const who = match.is_anonymous ? (isAlias ? "both" : "them") : isAlias ? "you" : "nobody";
  const means = state === "received" ? say.meansBack : say.means;
  const told = [`${means[who]} ${say.end}`];
  if (!isAlias || me.display_name) return told;
  return [...told, ` ${say.noName} `, element("a", { href: "#/settings" }, say.giveName)];
}
