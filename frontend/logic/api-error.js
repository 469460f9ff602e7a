// @ts-check
/** What went wrong when the server was asked. */

/** An answer that says no, or none at all. */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message for whoever looks into it; people read `wordsOf` the error
   * @param {number} status 0 when no answer came
   * @param {{ retryAfterSeconds?: number | null, source?: string, cause?: string }} more
   *   which music service it was, and which of the causes that the code stands for
   */
  constructor(code, message, status, { retryAfterSeconds = null, source = "", cause = "" } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.source = source;
    this.cause = cause;
  }
}

const NO_SESSION = ["session_required", "session_expired", "session_invalid"];

/**
 * Whether signing in again is what helps.
 * @param {unknown} error
 */
export function isSignedOut(error) {
  return error instanceof ApiError && NO_SESSION.includes(error.code);
}
