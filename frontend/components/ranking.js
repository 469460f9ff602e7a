// @ts-check
/** A ranking, loaded page by page, of which one sees what one wishes. */

import { words } from "../i18n/language.js";
import { NO_WISHES, isFiltering } from "../logic/match-order.js";
import { api } from "../server/api.js";
import { keepListed, keepWishes, placeKept } from "../storage/place-kept.js";
import { announce, element } from "./dom.js";
import { MatchFilter } from "./match-filter.js";
import { MatchList } from "./match-list.js";
import { tellTrouble } from "./trouble.js";

/**
 * @param {string} userId
 * @param {import("../server/api.js").MatchesPage} first
 */
export function Ranking(userId, first) {
  const say = words.matches;
  let wishes = { ...NO_WISHES, ...placeKept().wishes };
  let cursor = first.next_cursor;
  const list = MatchList(first.artists);
  const filter = MatchFilter(wishes, (wished) => {
    wishes = wished;
    keepWishes(wishes);
    later();
  });
  const showAll = element("button", { class: "button button--quiet", type: "button" }, words.matches.showAll);
  const none = element("div", { class: "ranking__none" }, element("p", {}, words.matches.noneFits), showAll);
  const whole = element("p", { class: "ranking__whole" });
  const more = element("button", { class: "button", type: "button" }, say.more);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const place = element("div", { class: "ranking" }, filter.place, list.place, none, whole, trouble, more);

  function update() {
    const shown = list.update(wishes);
    const loaded = list.loaded.length;
    filter.tell(toldOf(shown, loaded));
    none.hidden = shown > 0;
    more.hidden = cursor === null;
    whole.hidden = cursor !== null || isFiltering(wishes);
    whole.textContent = words.matches.whole(loaded);
  }

  /** @param {number} shown @param {number} loaded */
  function toldOf(shown, loaded) {
    const { found, foundOfAll, arrangedSoFar } = words.matches;
    if (isFiltering(wishes)) return cursor === null ? foundOfAll(shown, loaded) : found(shown, loaded);
    return wishes.order === "closest" || cursor === null ? "" : arrangedSoFar(loaded);
  }

  let waiting = 0;

  /** What is typed is on the screen first, then what it finds. */
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(update, 60);
  }

  async function addNextPage() {
    const page = await api.matches(userId, cursor);
    cursor = page.next_cursor;
    return list.add(page.matches);
  }

  more.addEventListener("click", async () => {
    if (more.getAttribute("aria-disabled") === "true") return;
    more.setAttribute("aria-disabled", "true");
    more.textContent = say.loadingMore;
    trouble.textContent = "";
    try {
      const added = await addNextPage();
      keepListed(list.loaded.length);
      update();
      announce(say.added(added.length));
      list.focusFirst(added);
    } catch (error) {
      tellTrouble(trouble, error);
    }
    more.setAttribute("aria-disabled", "false");
    more.textContent = say.more;
  });
  showAll.addEventListener("click", filter.clear);

  return {
    place,

    /** Load as much as there was when one left. */
    async loadAsBefore() {
      list.add(first.matches);
      const { listed } = placeKept();
      while (cursor !== null && list.loaded.length < listed) await addNextPage();
      update();
    },
  };
}
