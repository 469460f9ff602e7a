// @ts-check
/** How rare my taste is here, said by how many come close to it. */

import { words } from "../i18n/language.js";
import { companyOf } from "../logic/company.js";
import { wordsOf } from "../logic/error-words.js";
import { api } from "../server/api.js";
import { element } from "./dom.js";

export function TasteCompany() {
  const say = words.taste.company;
  const text = element("p");
  const place = element("section", { class: "taste-company" }, element("h2", {}, say.title), text);
  let asked = 0;

  /** @param {import("../server/api.js").TasteProfile} profile */
  async function update({ user_id: userId, visibility }) {
    const turn = ++asked;
    // Whoever is hidden sees nobody, not even how many.
    place.hidden = visibility === "hidden";
    if (place.hidden) return;
    place.setAttribute("aria-busy", "true");
    let told;
    try {
      told = companyOf(await api.matches(userId, null));
    } catch (error) {
      told = wordsOf(error).text;
    }
    // What counts may have changed again meanwhile.
    if (turn !== asked) return;
    text.textContent = told;
    place.removeAttribute("aria-busy");
  }

  return { place, update };
}
