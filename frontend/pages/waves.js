// @ts-check
/** My waves: received, mutual, sent. */

import { Avatar } from "../components/avatar.js";
import { DOT, announce, element, nameText } from "../components/dom.js";
import { tellTrouble } from "../components/trouble.js";
import { words } from "../i18n/language.js";
import { api } from "../server/api.js";
import { changeWave, isWaving, waveTrouble } from "../server/wave-change.js";

/** @typedef {import("../server/api.js").Wave} Wave */
/** @typedef {"received" | "mutual" | "sent"} Kind */

/** @type {Kind[]} What waits for an answer comes first. */
const KINDS = ["received", "mutual", "sent"];

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function Waves(place, me) {
  const say = words.waves;
  const isHidden = me?.visibility === "hidden";
  const done = element("p", { class: "waves__done", tabindex: "-1" });
  const trouble = element("p", { class: "trouble", role: "alert" });
  const lists = element("div", { class: "waves__lists" });

  async function update() {
    const { waves } = await api.waves();
    lists.replaceChildren(...(waves.length > 0 ? KINDS.map((kind) => section(kind, waves)) : [none()]));
  }

  /** @param {Kind} kind @param {Wave[]} waves */
  function section(kind, waves) {
    const id = `waves-${kind}`;
    const rows = waves.filter(({ wave }) => wave === kind).map(row);
    return element(
      "section",
      { "aria-labelledby": id },
      element("h2", { id }, say.kinds[kind]),
      rows.length > 0 ? element("ul", { class: "waves__list" }, ...rows) : element("p", {}, say.none[kind]),
    );
  }

  /** @param {Wave} wave */
  function row({ person, wave, on }) {
    const { user_id: id, display_name: name } = person;
    const href = `#/matches/${encodeURIComponent(id)}`;
    // Whoever is hidden has no pages of others.
    const who = isHidden ? element("strong", {}, nameText(name)) : element("a", { href }, nameText(name));
    const facts = [say.since(on)];
    if (person.is_anonymous) facts.push(say.anonymous);
    if (!person.is_verified) facts.push(say.unverified);
    const small = element("small", {}, facts.join(DOT));
    const item = element("li", {}, Avatar(id), element("span", { class: "waves__who" }, who, small));
    if (isHidden && !isWaving(wave)) return item;
    const label = isWaving(wave) ? say.takeBackOne(name) : say.backOne(name);
    const button = element(
      "button",
      { class: "waves__button", type: "button", "aria-label": label },
      isWaving(wave) ? say.takeBack : say.back,
    );
    button.addEventListener("click", () => void change(button, id, wave));
    item.append(button);
    return item;
  }

  /**
   * @param {HTMLElement} button
   * @param {string} userId
   * @param {import("../server/api.js").WaveState} state
   */
  async function change(button, userId, state) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    trouble.textContent = "";
    done.textContent = "";
    try {
      const answer = await changeWave(userId, state);
      await update();
      const left = answer ? answer.wave : state === "mutual" ? "received" : "none";
      done.textContent = words.meeting.wave.done[left];
      announce(done.textContent);
      done.focus({ preventScroll: true });
    } catch (error) {
      tellTrouble(trouble, error, waveTrouble(error));
      button.setAttribute("aria-disabled", "false");
    }
  }

  await update();
  place.className = "waves";
  place.replaceChildren(element("h1", {}, say.title), element("p", {}, say.text));
  if (isHidden) {
    const way = element("a", { href: "#/settings" }, say.unhide);
    place.append(element("p", { class: "hint" }, say.hidden, " ", way));
  }
  place.append(done, trouble, lists);
}

function none() {
  const say = words.waves;
  const way = element("a", { class: "button", href: "#/matches" }, say.toMatches);
  return element("div", {}, element("p", {}, say.noneAtAll), element("p", {}, way));
}
