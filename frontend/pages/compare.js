// @ts-check
/** Compare with somebody one knows: invite, take back, see with whom, end it. */

import { Companions } from "../components/companions.js";
import { element } from "../components/dom.js";
import { Inviting } from "../components/inviting.js";
import { StandingInvitations } from "../components/standing-invitations.js";
import { WaysIn } from "../components/ways-in.js";
import { words } from "../i18n/language.js";
import { keepWayOn } from "../storage/way-on.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
 */
export async function Compare(place, me) {
  const say = words.invitations.compare;
  const title = element("h1", {}, say.title);
  const text = element("p", { class: "compare__text" }, say.text);
  place.className = "compare";
  if (!me?.has_taste_profile) {
    keepWayOn("#/compare");
    const ways = WaysIn(me);
    const { title: first, text: then } = say.first;
    place.replaceChildren(
      element("div", {}, title, text),
      element("section", {}, element("h2", {}, first), element("p", {}, then), ways.place),
    );
    await ways.load();
    return;
  }
  const inviting = Inviting(me.display_name, () => void standing.update());
  const standing = StandingInvitations(inviting.forget);
  place.replaceChildren(
    element("div", {}, title, text),
    inviting.place,
    standing.place,
    Companions(),
  );
}
