/** Prints, of every error with causes, which causes there are words for. */

import { words } from "../../frontend/i18n/language.js";

const withCauses = Object.entries(words.errors).filter(([, told]) => told.causes);
const causes = withCauses.map(([code, { causes }]) => [code, Object.keys(causes).sort()]);
process.stdout.write(JSON.stringify(Object.fromEntries(causes)));
