// @ts-check
/** What is said when something goes wrong: by the code that the server gives. */

/** @typedef {import("./grammar.js").Action} Action */
/** @typedef {import("./grammar.js").Told} Told */

/** @type {Action} */
const startAgain = { href: "#/", text: "Back to the start" };

/** @type {Told} */
const nobodyHere = {
  title: "Nobody is here",
  text: "This person does not exist, has left, or does not want to be found.",
  action: { href: "#/matches", text: "Back to your matches" },
};

/** @satisfies {Record<string, Told>} */
export const words = {
  unknown: {
    title: "Something went wrong",
    text: "The server gave an answer that makes no sense here. Nothing is lost.",
  },
  no_answer: {
    title: "No answer",
    text: "The server cannot be reached. Nothing is lost: check your connection and try again.",
  },
  store_unavailable: {
    title: "Out of order for a moment",
    text: "What is kept here cannot be read just now. Nothing is lost.",
  },
  insecure_page: {
    title: "Not at this address",
    text: "Browsers allow a safe sign-in only at 127.0.0.1 or over HTTPS. Open the site there.",
    action: startAgain,
  },
  wrong_state: {
    title: "That sign-in did not start here",
    text: "The answer does not belong to this tab, so it was not used. Start again.",
    action: startAgain,
  },
  sign_in_refused: {
    title: "You said no",
    text: "You did not let the music service share your top artists. Nothing was read, nothing was saved.",
    action: startAgain,
  },
  session_expired: {
    title: "You have been away for a long time",
    text: "Your session has expired. Sign in again: if you are verified, everything is as it was.",
    action: startAgain,
  },
  session_invalid: {
    title: "Please sign in again",
    text: "Your session is not valid any more. If you are verified, everything is as it was.",
    action: startAgain,
  },
  session_required: {
    title: "Sign in first",
    text: "This page is about your own taste.",
    action: startAgain,
  },
  hidden_user: {
    title: "You are hidden",
    text: "Hidden people see nobody and are seen by nobody.",
    action: { href: "#/settings", text: "Choose another visibility" },
  },
  nothing_kept: {
    title: "Nothing of yours is kept here",
    text: "Without a taste there are no matches. Bring what you listen to.",
    action: { href: "#/", text: "Choose a source" },
  },
  taste_profile_not_found: nobodyHere,
  not_found: nobodyHere,
  source_empty: {
    title: "No top artists yet",
    text: "The music service knows too little about this account. Listen for some days and come back.",
    action: startAgain,
  },
  source_rate_limited: {
    title: "Too many requests",
    text: "The music service asks us to wait.",
    causes: {
      busy: (name) => `${name} is busy.`,
      quota: (name) => `${name} has reached its daily limit for this app.`,
    },
    action: startAgain,
  },
  source_sign_in_expired: {
    title: "Please connect again",
    text: "The sign-in at the music service has expired.",
    action: startAgain,
  },
  source_refused: {
    title: "The sign-in was refused",
    text: "The music service did not accept the sign-in. Start again.",
    causes: {
      consent_refused: (name) => `The sign-in was cancelled at ${name}: nothing was read.`,
      wrong_state: () => "This sign-in was not started here: start again on this site.",
      bad_code: (name) => `${name} no longer accepts this sign-in: it was used or is too old. Sign in again.`,
      bad_verifier: () => "This sign-in was started elsewhere: sign in again here.",
      bad_redirect: (name) => `${name} does not know the address that it should return to: the operator of this server has to register it there, character by character.`,
      bad_client: (name) => `${name} does not know this app: the operator of this server has to check its client id.`,
      bad_token: (name) => `This is no access token of ${name}.`,
      tokens_not_accepted: (name) => `Access tokens are not accepted here: sign in at ${name}.`,
      bad_user_name: (name) => `This cannot be a user name at ${name}: check its spelling.`,
      unknown_user: (name) => `${name} knows nobody by this user name: check its spelling.`,
      stronger_sign_in: (name) => `The owner of this account also signs in elsewhere: sign in there first, then add ${name}.`,
    },
    action: startAgain,
  },
  source_not_permitted: {
    title: "Not allowed by the music service",
    text: "The music service does not let this account in.",
    causes: {
      not_allow_listed: (name) => `${name} lets only allow-listed people use this app: ask its owner to add you.`,
      owner_without_premium: (name) => `${name} has paused this app: its owner has no active Premium subscription.`,
      removed_endpoint: (name) => `${name} no longer gives this to apps like this one.`,
      missing_scope: (name) => `${name} was not allowed to share your top lists: sign in again and agree to that.`,
      not_playlist_owner: (name) => `${name} shows and changes only your own playlists.`,
      private_user: (name) => `This listening is private at ${name}: make it public there, or sign in.`,
      unknown: (name) => `${name} forbids this and does not say why.`,
    },
    action: startAgain,
  },
  source_unavailable: {
    title: "The music service does not answer",
    text: "Nothing was saved. Try again in a while.",
    causes: {
      timeout: (name) => `${name} takes too long to answer. Try again soon.`,
      unreachable: (name) => `${name} cannot be reached just now. Try again soon.`,
      server_error: (name) => `${name} has trouble of its own. Try again soon.`,
      broken_answer: (name) => `${name} gave an answer that cannot be read. Try again soon.`,
      not_computed: (name) => `${name} has not computed these top lists yet. Try again in a day.`,
    },
    action: startAgain,
  },
  source_account_unknown: {
    title: "Whose account is this?",
    text: "The music service does not say whose account this is, so nothing was saved.",
    action: startAgain,
  },
  source_not_offered: {
    title: "Not possible here",
    text: "This server does not offer this way to connect the music service.",
    action: startAgain,
  },
  refresh_too_soon: {
    title: "Read a moment ago",
    text: "This was read a moment ago.",
  },
  refresh_not_possible: {
    title: "Not without you",
    text: "This cannot be read again automatically any more: save it again.",
    action: { href: "#/start", text: "Save again" },
  },
  source_not_kept: {
    title: "It is gone already",
    text: "Nothing from there is kept any more. Reload the page to see what is.",
  },
  last_source: {
    title: "It is the only one",
    text: "Your whole taste comes from there. Reload the page, and forget your taste instead.",
  },
  profile_too_large: {
    title: "That is too much",
    text: "All your sources together are more than can be kept. Remove one first, or replace what is here.",
  },
  body_too_large: {
    title: "That is too much",
    text: "The names in there are so long that the lists cannot be sent.",
  },
  erased: {
    title: "Everything about you is erased",
    text: "Nothing of yours is kept here any more, and you are signed out. You can start anew.",
    action: startAgain,
  },
  too_many_requests: {
    title: "Too many requests",
    text: "You sent too many requests in a short time. Nothing is lost.",
  },
  recovery_code_unknown: {
    title: "This code does not work",
    text: "The code is unknown, or not valid any more. Check it and try again.",
  },
  api_key_not_found: {
    title: "It is gone already",
    text: "This key is revoked already. Reload the page to see what is left.",
  },
  too_many_api_keys: {
    title: "There are too many keys",
    text: "You cannot have more keys than this. Revoke one first.",
  },
  invitation_not_found: {
    title: "It is over already",
    text: "This invitation was used, taken back, or has run out. Reload the page to see what is left.",
  },
  too_many_invitations: {
    title: "There are too many invitations",
    text: "You cannot have more invitations than this. Take one back first.",
  },
  block_not_found: {
    title: "It is gone already",
    text: "This block is lifted already. Reload the page to see what is left.",
  },
  not_mutable: {
    title: "That cannot be muted",
    text: "Up to 100 artists and 100 genres can be muted, and each needs a name that can be seen.",
  },
  empty_profile: {
    title: "Nothing would be left",
    text: "Then nothing of your taste would count any more, so it was not changed.",
  },
  revision_conflict: {
    title: "Saved elsewhere just now",
    text: "Your taste was saved by another tab at the same time. Try again.",
  },
  invalid_request: {
    title: "That cannot be sent",
    text: "The server cannot use what you typed. Check it and try again.",
    action: startAgain,
  },
  invalid_top_item: {
    title: "That cannot be saved",
    text: "A name needs 1 to 80 visible characters.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
  display_name_required: {
    title: "Which name should others see?",
    text: "Your account there has no name. Open people need one: type it below the choice.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
  visibility_required: {
    title: "Choose who may see you",
    text: "It is your first time here, so nothing was chosen before.",
    action: { href: "#/start", text: "Choose and sign in" },
  },
};
