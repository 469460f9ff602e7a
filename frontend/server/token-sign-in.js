// @ts-check
/**
 * The sign-in page that sends a token back: Last.fm's.
 *
 * It hands no state back, so ours stands in the address that it comes back to.
 */

const STATE = "lastfm";

/** @type {import("./sign-in.js").SignInPage} */
export const tokenSignIn = {
  async start(source, state, home) {
    const back = new URL(home);
    back.searchParams.set(STATE, state);
    const address = new URL(source.authorize_url ?? "");
    address.search = new URLSearchParams({
      api_key: source.client_id ?? "",
      cb: back.href,
    }).toString();
    return { address, kept: {} };
  },

  read(parameters) {
    if (!parameters.has(STATE) && !parameters.has("token")) return null;
    return { state: parameters.get(STATE), answer: parameters.get("token") };
  },

  proof: (token) => ({ token }),
};
