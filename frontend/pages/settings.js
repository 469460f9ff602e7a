// @ts-check
/** Settings: how one is seen, what counts, who else acts for one, and leaving. */

import { ApiKeys } from "../components/api-keys.js";
import { Blocked } from "../components/blocked.js";
import { DataExport } from "../components/data-export.js";
import { element } from "../components/dom.js";
import { Erasure } from "../components/erasure.js";
import { MutedNames } from "../components/muted-names.js";
import { RecoveryCode } from "../components/recovery-code.js";
import { RelatedPages } from "../components/related-pages.js";
import { SeenAs } from "../components/seen-as.js";
import { Sessions } from "../components/sessions.js";
import { words } from "../i18n/language.js";
import { api } from "../server/api.js";

/**
 * @param {HTMLElement} place
 * @param {import("../server/api.js").Me | null} me
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
