// @ts-check
/** My matches, closest first, page by page. */

import { api } from "./api.js";
import { announce, element } from "./dom.js";
import { wordsOf } from "./error-words.js";
import { takeWord } from "./left-word.js";
import { MatchCard } from "./match-card.js";
import { keepListed, placeKept } from "./place-kept.js";
import { strings } from "./strings.js";

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Me | null} me
 */
export async function Matches(place, me) {
  const userId = me?.user_id ?? "";
  const first = await api.matches(userId, null);
  const say = strings.matches;
  place.className = "matches";
  place.replaceChildren(
    element("h1", {}, say.title),
    element("p", {}, say.basis(first.artists, first.statistics.people)),
  );
  const word = element("p", { class: "hint", tabindex: "-1" }, takeWord());
  if (word.textContent) {
    place.append(word);
    word.focus({ preventScroll: true });
  }
  if (first.has_little_data) place.append(element("p", { class: "hint" }, say.little));
  if (first.statistics.is_young) place.append(element("p", { class: "hint" }, say.young));
  if (first.matches.length === 0) {
    place.append(element("p", {}, say.none));
    return;
  }
  const list = element("ol", { class: "match-list" });
  const more = element("button", { class: "button", type: "button" }, say.more);
  const trouble = element("p", { class: "trouble", role: "alert" });
  let cursor = first.next_cursor;

  /** @param {import("./api.js").Match[]} matches */
  function add(matches) {
    list.append(...matches.map((match) => element("li", {}, MatchCard(match))));
    more.hidden = cursor === null;
  }

  async function addNextPage() {
    const page = await api.matches(userId, cursor);
    cursor = page.next_cursor;
    add(page.matches);
    return page.matches.length;
  }

  more.addEventListener("click", async () => {
    const next = list.children.length;
    more.disabled = true;
    more.textContent = say.loadingMore;
    trouble.textContent = "";
    try {
      announce(say.added(await addNextPage()));
      keepListed(list.children.length);
      list.children[next]?.querySelector("a")?.focus();
    } catch (error) {
      trouble.textContent = wordsOf(error).text;
    }
    more.disabled = false;
    more.textContent = say.more;
  });
  add(first.matches);
  const { listed } = placeKept();
  while (cursor !== null && list.children.length < listed) await addNextPage();
  place.append(list, trouble, more);
}
