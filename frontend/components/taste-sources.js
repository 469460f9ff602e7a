// @ts-check
/** The sources of my taste, each with its date, and how to be rid of them. */

import { entryOf, words } from "../i18n/language.js";
import { keptSources } from "../logic/kept-sources.js";
import { sourceTitle } from "../logic/source-name.js";
import { api } from "../server/api.js";
import { confirmed } from "./confirmation.js";
import { DOT, announce, element } from "./dom.js";
import { tellTrouble } from "./trouble.js";

/** @typedef {import("../server/api.js").KeptSource} KeptSource */
/** @typedef {import("../server/api.js").TasteProfile} TasteProfile */

/**
 * @param {(profile: TasteProfile) => void} onLess shows what is left
 * @param {() => void} onForgotten
 */
export function TasteSources(onLess, onForgotten) {
  const say = words.taste.sources;
  const heading = element("h2", { tabindex: "-1" }, say.title);
  const list = element("ul", { class: "taste-sources__list" });
  const forget = element("button", { class: "taste-sources__button", type: "button" }, say.forget);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element("section", { class: "taste-sources" }, heading, list, forget, trouble);

  /** @param {TasteProfile} profile */
  function update(profile) {
    const kept = keptSources(profile).toReversed();
    list.replaceChildren(
      ...kept.map((one) => {
        const row = sourceRow(one);
        if (kept.length > 1) row.append(removeButton(one.source));
        return row;
      }),
    );
  }

  /** @param {string} source */
  function removeButton(source) {
    const name = sourceTitle(source);
    const attributes = { class: "taste-sources__button", "aria-label": say.removeOne(name) };
    const button = element("button", { type: "button", ...attributes }, say.remove);
    button.addEventListener("click", () => void remove(source));
    return button;
  }

  /** @param {string} source */
  async function remove(source) {
    const name = sourceTitle(source);
    if (!(await confirmed(place, say.removing(name)))) return;
    await tried(async () => {
      await api.removeSource(source);
      onLess(await api.tasteProfile());
      announce(say.removed(name));
      heading.focus();
    });
  }

  /** @param {() => Promise<void>} action */
  async function tried(action) {
    trouble.textContent = "";
    try {
      await action();
    } catch (error) {
      tellTrouble(trouble, error);
    }
  }

  forget.addEventListener("click", async () => {
    if (!(await confirmed(place, say.forgetting))) return;
    await tried(async () => {
      await api.forgetTasteProfile();
      onForgotten();
    });
  });
  return { place, update };
}

/** @param {KeptSource} kept */
function sourceRow({ source, is_verified, saved_at, expires_at }) {
  const say = words.taste.sources;
  return element(
    "li",
    {},
    element("span", { class: "taste-sources__name" }, sourceName(source)),
    element(
      "span",
      { class: "taste-sources__facts" },
      is_verified ? say.verified : say.notVerified,
      DOT,
      savedAt(source, saved_at),
      ...(expires_at === null ? [] : [DOT, say.until(new Date(expires_at))]),
    ),
  );
}

/** @param {string} source */
function sourceName(source) {
  const known = entryOf(words.sources, source);
  const home = known && "home" in known ? known.home : "";
  const title = sourceTitle(source);
  return home ? element("a", { href: home, rel: "noopener noreferrer" }, title) : title;
}

/**
 * @param {string} source
 * @param {string} saved_at
 */
function savedAt(source, saved_at) {
  const saved = new Date(saved_at);
  const { on, sent } = words.taste.sources;
  const ago = words.ago((Date.now() - saved.getTime()) / 1000);
  const when = element("time", { datetime: saved_at }, on(saved, ago));
  return element("span", {}, sent(source), " ", when);
}
