// @ts-check
/** One match: the sentence, the sum, what both have, what each could bring. */

import { Avatar } from "../components/avatar.js";
import { BlockPerson } from "../components/block-person.js";
import { Comparison } from "../components/comparison.js";
import { announce, element, nameText } from "../components/dom.js";
import { MatchBasis } from "../components/match-basis.js";
import { matchWords } from "../components/match-card.js";
import { matchHints } from "../components/match-hints.js";
import { Notice } from "../components/notice.js";
import { ShareCard } from "../components/share-card.js";
import { SumBar } from "../components/sum-bar.js";
import { Wave } from "../components/wave.js";
import { words } from "../i18n/language.js";
import { ApiError } from "../logic/api-error.js";
import { api } from "../server/api.js";
import { leaveWord } from "../storage/left-word.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 * @param {string} id
 */
export async function MatchPage(place, me, id) {
  const myId = me?.user_id ?? "";
  const pair = await api.pair(myId, id);
  const { match, comparison } = pair;
  place.className = "match-page";
  place.replaceChildren(
    element(
      "div",
      { class: "avatar-name match-page__who" },
      Avatar(match.user_id),
      element("h1", {}, nameText(match.display_name)),
    ),
    ...matchWords(match),
  );
  place.append(...matchHints(pair, Date.now()));
  if (match.points !== null && match.band !== "none") {
    place.append(SumBar(match.points, match.contributions));
  }
  // Null where waves know them by another id, or not at all.
  const { wave } = match;
  if (me && wave) place.append(Wave(match, wave, me, { onChanged, onRevealed, onTakenBack }));
  if (comparison) place.append(Comparison(comparison));
  const share = element("div");
  onChanged(wave ?? "none");
  place.append(
    share,
    MatchBasis(pair, me?.updated_at ?? null),
    BlockPerson(match.user_id, onBlocked),
    element("p", {}, element("a", { href: "#/matches" }, words.match.back)),
  );

  /** @param {import("../server/api.js").WaveState} wave */
  function onChanged(wave) {
    // Waves decide whose names may be on the picture.
    if (me && match.band !== "none") share.replaceChildren(ShareCard({ ...match, wave }, me));
  }

  /** @param {string} userId by which they are known from now on */
  function onRevealed(userId) {
    // Nobody is at the alias's address any more.
    location.replace(`#/matches/${encodeURIComponent(userId)}`);
  }

  /** @param {import("../server/api.js").WaveState} before */
  async function onTakenBack(before) {
    if (before !== "mutual") return "none";
    try {
      return (await api.pair(myId, match.user_id)).match.wave ?? "none";
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
      const { closed } = words.meeting.wave;
      Notice(place, closed);
      announce(closed.title);
      return null;
    }
  }

  function onBlocked() {
    leaveWord(words.meeting.block.done);
    location.replace("#/matches");
  }
}
