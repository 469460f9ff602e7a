// @ts-check
/** The only module that talks to the server. */

import { ApiError } from "../logic/api-error.js";
import { keepSessionSign } from "../storage/session-sign.js";

/** @typedef {import("../../scripts/site_types/api-types.js").Operations} Operations */
/** @typedef {import("../../scripts/site_types/api-types.js").ApiKeyReply} ApiKey */
/** @typedef {import("../../scripts/site_types/api-types.js").CompanionReply} Companion */
/** @typedef {import("../../scripts/site_types/api-types.js").ComparisonReply} Comparison */
/** @typedef {import("../../scripts/site_types/api-types.js").ContributionReply} Contribution */
/** @typedef {import("../../scripts/site_types/api-types.js").FeatureReply} Feature */
/** @typedef {import("../../scripts/site_types/api-types.js").InvitationReply} Invitation */
/** @typedef {import("../../scripts/site_types/api-types.js").MatchReply} Match */
/** @typedef {import("../../scripts/site_types/api-types.js").MatchesReply} MatchesPage */
/** @typedef {import("../../scripts/site_types/api-types.js").MeReply} Me */
/** @typedef {import("../../scripts/site_types/api-types.js").MutedReply} Muted */
/** @typedef {import("../../scripts/site_types/api-types.js").OpenedInvitationReply} OpenedInvitation */
/** @typedef {import("../../scripts/site_types/api-types.js").PairReply} Pair */
/** @typedef {import("../../scripts/site_types/api-types.js").ReceiptReply} Receipt */
/** @typedef {import("../../scripts/site_types/api-types.js").SourceReply} Source */
/** @typedef {import("../../scripts/site_types/api-types.js").TasteProfileReply} TasteProfile */
/** @typedef {import("../../scripts/site_types/api-types.js").WaveReply} Wave */
/** @typedef {Omit<TasteProfile["sources"][number], "is_invented">} KeptSource */
/** @typedef {Wave["wave"]} WaveState */
/** @typedef {Operations["POST /taste-profile"]["given"]["body"]} Save */

const TIMEOUT_MS = 30_000;

/**
 * @template {keyof Operations} Name
 * @param {Name} operation
 * @param {Operations[Name]["given"]} given
 * @returns {Promise<Operations[Name]["reply"]>}
 */
async function call(operation, given) {
  /** @type {{ at?: Record<string, string>, query?: object, body?: unknown }} */
  const { at = {}, query = {}, body } = given;
  const [method, path] = operation.split(" ");
  /** @type {Record<string, string>} */
  const headers = { "X-Soulmate-Request": "1" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  let text;
  try {
    answer = await fetch(`api${address(path, at, query)}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await answer.text();
  } catch {
    throw new ApiError("no_answer", "the server did not answer", 0);
  }
  let reply;
  try {
    reply = JSON.parse(text);
  } catch {
    throw new ApiError("unknown", "the answer is no JSON", answer.status);
  }
  if (answer.ok) return reply;
  /** @type {{ code: string, message: string, source?: string, cause?: string }} */
  const { code, message, ...more } = reply?.error ?? { code: "unknown", message: "" };
  if (isNobody(answer.status, code)) keepSessionSign(false);
  const seconds = Number(answer.headers.get("Retry-After"));
  const retryAfterSeconds = seconds > 0 ? seconds : null;
  throw new ApiError(code, message, answer.status, { ...more, retryAfterSeconds });
}

/**
 * @param {string} path with names in braces
 * @param {Record<string, string>} at what stands in their place
 * @param {object} query what is null is left out
 */
function address(path, at, query) {
  const whole = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name]));
  const asked = Object.entries(query).filter(([, value]) => value !== null);
  return asked.length > 0 ? `${whole}?${new URLSearchParams(asked)}` : whole;
}

/**
 * Whether the session of this browser, if it has one, is good for nothing.
 * @param {number} status
 * @param {string} code
 */
function isNobody(status, code) {
  return status === 410 || (status === 401 && code !== "recovery_code_unknown");
}

/**
 * Remember that whoever got this answer is signed in.
 * @template T
 * @param {Promise<T>} answer
 */
async function signedIn(answer) {
  const reply = await answer;
  keepSessionSign(true);
  return reply;
}

/**
 * Remember that nobody is signed in after this answer.
 * @template T
 * @param {Promise<T>} answer
 */
async function signedOut(answer) {
  const reply = await answer;
  keepSessionSign(false);
  return reply;
}

export const api = {
  health: () => call("GET /health", {}),
  me: () => signedIn(call("GET /me", {})),
  sources: () => call("GET /sources", {}),
  tasteProfile: () => call("GET /taste-profile", {}),
  /** @param {object} body of a save, as its source takes it */
  saveTasteProfile: (body) =>
    signedIn(call("POST /taste-profile", { body: /** @type {Save} */ (body) })),
  forgetTasteProfile: () => call("DELETE /taste-profile", {}),
  /** @param {string} source */
  removeSource: (source) => call("DELETE /taste-profile/sources/{source}", { at: { source } }),
  refreshTasteProfile: () => call("POST /taste-profile/refresh", {}),
  /** @param {string} user_id @param {string | null} cursor */
  matches: (user_id, cursor) =>
    call("GET /matches/{user_id}", { at: { user_id }, query: { limit: 20, cursor } }),
  /** @param {string} user_id @param {string} other_id */
  pair: (user_id, other_id) =>
    call("GET /matches/{user_id}/{other_id}", { at: { user_id, other_id } }),
  waves: () => call("GET /waves", {}),
  /** @param {string} other_id */
  wave: (other_id) => call("PUT /waves/{other_id}", { at: { other_id } }),
  /** @param {string} other_id */
  takeWaveBack: (other_id) => call("DELETE /waves/{other_id}", { at: { other_id } }),
  /** @param {string} user_id */
  block: (user_id) => call("POST /blocks", { body: { user_id } }),
  signOut: () => signedOut(call("DELETE /session", {})),
  endSessions: () => signedIn(call("DELETE /sessions", {})),
  /** @param {Operations["PATCH /me"]["given"]["body"]} choices what is null or left out stays as it is */
  changeChoices: (choices) => call("PATCH /me", { body: choices }),
  makeRecoveryCode: () => call("POST /recovery-code", {}),
  /** @param {string} recovery_code */
  recover: (recovery_code) => signedIn(call("POST /session", { body: { recovery_code } })),
  dataExport: () => call("GET /me/export", {}),
  eraseMe: () => signedOut(call("DELETE /me", {})),
  blocks: () => call("GET /blocks", {}),
  /** @param {string} block_id */
  liftBlock: (block_id) => call("DELETE /blocks/{block_id}", { at: { block_id } }),
  apiKeys: () => call("GET /api-keys", {}),
  /** @param {Operations["POST /api-keys"]["given"]["body"]} wanted */
  makeApiKey: (wanted) => call("POST /api-keys", { body: wanted }),
  /** @param {string} key_id */
  revokeApiKey: (key_id) => call("DELETE /api-keys/{key_id}", { at: { key_id } }),
  invitations: () => call("GET /invitations", {}),
  /** @param {Operations["POST /invitations"]["given"]["body"]} wanted */
  invite: (wanted) => call("POST /invitations", { body: wanted }),
  /** @param {string} invitation_id */
  revokeInvitation: (invitation_id) =>
    call("DELETE /invitations/{invitation_id}", { at: { invitation_id } }),
  /** @param {string} code */
  openInvitation: (code) => call("POST /invitations/open", { body: { code } }),
  /** @param {string} code @param {boolean} shows_name */
  acceptInvitation: (code, shows_name) =>
    call("POST /invitations/accept", { body: { code, shows_name } }),
  companions: () => call("GET /companions", {}),
  /** @param {string} other_id */
  endComparison: (other_id) => call("DELETE /companions/{other_id}", { at: { other_id } }),
};
