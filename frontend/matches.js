// @ts-check
/** My matches, closest first, page by page. */

import { api } from "./api.js";
import { announce, element } from "./dom.js";
import { MatchCard } from "./match-card.js";
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
  if (first.has_little_data) place.append(element("p", { class: "hint" }, say.little));
  if (first.statistics.is_young) place.append(element("p", { class: "hint" }, say.young));
  if (first.matches.length === 0) {
    place.append(element("p", {}, say.none));
    return;
  }
  const list = element("ol", { class: "match-list" });
  const more = element("button", { class: "button", type: "button" }, say.more);
  let cursor = first.next_cursor;

  /** @param {import("./api.js").Match[]} matches */
  function add(matches) {
    list.append(...matches.map((match) => element("li", {}, MatchCard(match))));
    more.hidden = cursor === null;
    more.disabled = false;
    more.textContent = say.more;
  }

  more.addEventListener("click", async () => {
    more.disabled = true;
    more.textContent = say.loadingMore;
    try {
      const page = await api.matches(userId, cursor);
      cursor = page.next_cursor;
      const next = list.children.length;
      add(page.matches);
      announce(say.added(page.matches.length));
      const link = list.children[next]?.querySelector("a");
      if (link instanceof HTMLElement) link.focus();
    } catch (error) {
      add([]);
      announce(error instanceof Error ? error.message : strings.errors.unknown.text);
    }
  });
  place.append(list, more);
  add(first.matches);
}
