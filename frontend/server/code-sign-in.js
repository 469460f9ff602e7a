// @ts-check
/** The sign-in page that sends a code back: OAuth 2 with PKCE (RFC 7636). */

import { base64url, randomText } from "./random-text.js";

/** @type {import("./sign-in.js").SignInPage} */
export const codeSignIn = {
  async start(source, state, home) {
    const verifier = randomText();
    const address = new URL(source.authorize_url ?? "");
    address.search = new URLSearchParams({
      response_type: "code",
      client_id: source.client_id ?? "",
      scope: source.scope ?? "",
      redirect_uri: home,
      state,
      code_challenge_method: "S256",
      code_challenge: await challengeOf(verifier),
    }).toString();
    return { address, kept: { code_verifier: verifier, redirect_uri: home } };
  },

  read(parameters) {
    if (!parameters.has("code") && !parameters.has("error")) return null;
    const answer = parameters.has("error") ? null : parameters.get("code");
    return { state: parameters.get("state"), answer };
  },

  proof: (code, kept) => ({ code, ...kept }),
};

/** @param {string} verifier */
async function challengeOf(verifier) {
  const bytes = new TextEncoder().encode(verifier);
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
