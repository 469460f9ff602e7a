// @ts-check
/** The only module that talks to the server. */

import { ApiError } from "../logic/api-error.js";
import { keepSessionSign } from "../storage/session-sign.js";

/** @typedef {{ user_id: string, has_taste_profile: boolean, visibility: string | null,
 *   display_name: string | null, is_verified: boolean, updated_at: string | null }} Me */
/** @typedef {{ source: string, name: string, takes: string[], authorize_url: string | null,
 *   client_id: string | null, scope: string | null, is_invented: boolean }} Source */
/** @typedef {{ kind: string | null, name: string | null, artist: string | null,
 *   points: number, is_assumed: boolean }} Contribution */
/** @typedef {{ level: string, shared_artists: number | null,
 *   all_artists: number | null }} Evidence */
/** @typedef {"none" | "sent" | "received" | "mutual"} WaveState */
/** @typedef {{ user_id: string, display_name: string, is_anonymous: boolean,
 *   is_verified: boolean }} Person */
/** @typedef {{ person: Person, wave: WaveState, on: string }} Wave */
/** @typedef {{ user_id: string, display_name: string, is_anonymous: boolean,
 *   is_verified: boolean, wave: WaveState | null, updated_at: string | null, band: string,
 *   score: number | null, points: number | null, one_in: number | null,
 *   evidence: Evidence, shared_artists: string[],
 *   contributions: Contribution[] }} Match */
/** @typedef {{ version: string, people: number, is_young: boolean }} Statistics */
/** @typedef {{ user_id: string, matches: Match[], next_cursor: string | null,
 *   is_complete: boolean, artists: number, has_little_data: boolean, algorithm: string,
 *   statistics: Statistics }} MatchesPage */
/** @typedef {{ place: number, rank: number | null, plays: number | null }} Place */
/** @typedef {{ kind: string, name: string, artist: string | null, you: Place,
 *   them: Place }} SharedItem */
/** @typedef {{ kind: string, name: string, artist: string | null, place: number,
 *   rank: number | null, plays: number | null }} OwnItem */
/** @typedef {{ kind: string, name: string, artist: string | null, place: number,
 *   shared_genres: string[] }} Discovery */
/** @typedef {{ shared: SharedItem[], only_you: OwnItem[], only_them: OwnItem[],
 *   discoveries_for_you: Discovery[],
 *   discoveries_for_them: Discovery[] }} Comparison */
/** @typedef {{ user_id: string, match: Match, comparison: Comparison | null,
 *   algorithm: string, statistics: Statistics }} Pair */
/** @typedef {{ name: string, artist: string | null, weight: number }} Feature */
/** @typedef {{ source: string, user_name: string, tried_at: string }} Refresh */
/** @typedef {{ source: string, is_verified: boolean, saved_at: string,
 *   expires_at: string | null }} KeptSource */
/** @typedef {{ artists: string[], genres: string[], sources: string[] }} Muted */
/** @typedef {{ visibility?: string | null, display_name?: string | null,
 *   named_artists?: string[] | null, muted?: Muted }} Choices */
/** @typedef {{ key_id: string, name: string, scopes: string[], made_at: string,
 *   last_used_at: string | null }} ApiKey */
/** @typedef {{ invitation_id: string, shows_name: boolean, is_reusable: boolean,
 *   made_at: string, expires_at: string }} Invitation */
/** @typedef {{ display_name: string | null, is_reusable: boolean,
 *   expires_at: string }} OpenedInvitation */
/** @typedef {{ user_id: string, display_name: string, is_named: boolean,
 *   at: string }} Companion */
/** @typedef {{ user_id: string, had_taste_profile: boolean, linked_sources: number,
 *   remnants: { what: string, until: string }[] }} Receipt */
/** @typedef {import("../logic/taste-range.js").TopItem & { source: string }} TopItem */
/** @typedef {{ user_id: string, visibility: string, named_artists: string[], is_verified: boolean,
 *   updated_at: string, refreshes: Refresh[], muted: Muted, features: Record<string, Feature[]>,
 *   sources: KeptSource[], top_items: TopItem[] }} TasteProfile */

const TIMEOUT_MS = 30_000;

/**
 * @template Reply
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<Reply>} as the operation's own line says it is
 */
async function call(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = { "X-Soulmate-Request": "1" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  let text;
  try {
    answer = await fetch(`api${path}`, {
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

/** @param {string} text */
const part = (text) => encodeURIComponent(text);

export const api = {
  /** @returns {Promise<{ contact: string | null }>} */
  health: () => call("GET", "/health"),
  /** @returns {Promise<Me>} */
  me: () => signedIn(call("GET", "/me")),
  /** @returns {Promise<{ sources: Source[] }>} */
  sources: () => call("GET", "/sources"),
  /** @returns {Promise<TasteProfile>} */
  tasteProfile: () => call("GET", "/taste-profile"),
  /** @param {object} body */
  saveTasteProfile: (body) => signedIn(call("POST", "/taste-profile", body)),
  forgetTasteProfile: () => call("DELETE", "/taste-profile"),
  /** @param {string} source */
  removeSource: (source) => call("DELETE", `/taste-profile/sources/${part(source)}`),
  refreshTasteProfile: () => call("POST", "/taste-profile/refresh"),
  /**
   * @param {string} userId
   * @param {string | null} cursor
   * @returns {Promise<MatchesPage>}
   */
  matches: (userId, cursor) =>
    call("GET", `/matches/${part(userId)}?limit=20${cursor ? `&cursor=${part(cursor)}` : ""}`),
  /**
   * @param {string} userId
   * @param {string} otherId
   * @returns {Promise<Pair>}
   */
  pair: (userId, otherId) => call("GET", `/matches/${part(userId)}/${part(otherId)}`),
  /** @returns {Promise<{ waves: Wave[] }>} */
  waves: () => call("GET", "/waves"),
  /**
   * @param {string} userId
   * @returns {Promise<Wave>}
   */
  wave: (userId) => call("PUT", `/waves/${part(userId)}`),
  /** @param {string} userId */
  takeWaveBack: (userId) => call("DELETE", `/waves/${part(userId)}`),
  /** @param {string} user_id */
  block: (user_id) => call("POST", "/blocks", { user_id }),
  signOut: () => signedOut(call("DELETE", "/session")),
  /** @returns {Promise<{ user_id: string, are_ended: boolean }>} */
  endSessions: () => signedIn(call("DELETE", "/sessions")),
  /**
   * @param {Choices} choices what is null or left out stays as it is
   * @returns {Promise<Me>}
   */
  changeChoices: (choices) => call("PATCH", "/me", choices),
  /** @returns {Promise<{ recovery_code: string }>} */
  makeRecoveryCode: () => call("POST", "/recovery-code"),
  /**
   * @param {string} recovery_code
   * @returns {Promise<{ user_id: string }>}
   */
  recover: (recovery_code) => signedIn(call("POST", "/session", { recovery_code })),
  /** @returns {Promise<object>} */
  dataExport: () => call("GET", "/me/export"),
  /** @returns {Promise<Receipt>} */
  eraseMe: () => signedOut(call("DELETE", "/me")),
  /** @returns {Promise<{ blocks: { block_id: string, at: string }[] }>} */
  blocks: () => call("GET", "/blocks"),
  /** @param {string} blockId */
  liftBlock: (blockId) => call("DELETE", `/blocks/${part(blockId)}`),
  /** @returns {Promise<{ api_keys: ApiKey[] }>} */
  apiKeys: () => call("GET", "/api-keys"),
  /**
   * @param {{ name: string, scopes: string[] }} wanted
   * @returns {Promise<{ key: string, api_key: ApiKey }>}
   */
  makeApiKey: (wanted) => call("POST", "/api-keys", wanted),
  /** @param {string} keyId */
  revokeApiKey: (keyId) => call("DELETE", `/api-keys/${part(keyId)}`),
  /** @returns {Promise<{ invitations: Invitation[] }>} */
  invitations: () => call("GET", "/invitations"),
  /**
   * @param {{ shows_name: boolean, is_reusable: boolean, days: number }} wanted
   * @returns {Promise<{ code: string, invitation: Invitation }>}
   */
  invite: (wanted) => call("POST", "/invitations", wanted),
  /** @param {string} invitationId */
  revokeInvitation: (invitationId) => call("DELETE", `/invitations/${part(invitationId)}`),
  /**
   * @param {string} code
   * @returns {Promise<OpenedInvitation>}
   */
  openInvitation: (code) => call("POST", "/invitations/open", { code }),
  /**
   * @param {string} code
   * @param {boolean} shows_name
   * @returns {Promise<Companion>}
   */
  acceptInvitation: (code, shows_name) =>
    call("POST", "/invitations/accept", { code, shows_name }),
  /** @returns {Promise<{ companions: Companion[] }>} */
  companions: () => call("GET", "/companions"),
  /** @param {string} userId */
  endComparison: (userId) => call("DELETE", `/companions/${part(userId)}`),
};
