// @ts-check
/** Settings: how one is seen, what counts, who else acts for one, and leaving. */

import { ApiKeys } from "./api-keys.js";
import { api } from "./api.js";
import { Blocked } from "./blocked.js";
import { DataExport } from "./data-export.js";
import { element } from "./dom.js";
import { Erasure } from "./erasure.js";
import { MutedNames } from "./muted-names.js";
import { RecoveryCode } from "./recovery-code.js";
import { RelatedPages } from "./related-pages.js";
import { SeenAs } from "./seen-as.js";
import { Sessions } from "./sessions.js";
import { words } from "./words/language.js";

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Me | null} me
 */
export async function Settings(place, me) {
  const profile = me?.has_taste_profile ? await api.tasteProfile() : null;
  const aboutTaste = me && profile ? [SeenAs(me, profile), MutedNames(profile)] : [];
  place.className = "settings";
  place.replaceChildren(
    element("h1", {}, words.settings.title),
    ...aboutTaste,
    RelatedPages(),
    RecoveryCode(),
    Sessions(),
    Blocked(),
    ApiKeys(),
    DataExport(),
    Erasure(place),
  );
}
