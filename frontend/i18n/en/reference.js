// @ts-check
/** What the reference of the API says. */

import { number } from "./grammar.js";

/** @typedef {import("./grammar.js").Part} Part */

export const words = {
  title: "API reference",
  /** @param {Part} made @param {Part} shape @returns {Part[]} */
  intro: (made, shape) => ["Made from the ", made, " of this very server. Every error has one shape: ", shape, "."],
  openApi: "OpenAPI document",
  loading: "Loading …",
  /** @param {string} cause */
  failed: (cause) => `The reference could not be loaded: ${cause}. Reload to try again.`,
  operations: "Operations",
  shapes: "Shapes",
  /** @param {Part[]} shape @returns {Part[]} */
  body: (shape) => ["Body: ", ...shape],
  /** @param {Part[]} shape @returns {Part[]} */
  answer: (shape) => ["Answer: ", ...shape],
  needs: {
    nothing: "No session needed.",
    optional: "Uses your session if there is one.",
    session: "Needs a session.",
  },
  required: "required",
  optional: "optional",
  /** @param {Part} value @returns {Part[]} */
  optionalElse: (value) => ["optional, else ", value],
  or: " | ",
  /** @param {Part[]} shape @returns {Part[]} */
  listOf: (shape) => ["list of ", ...shape],
  /** @param {Part[]} shape @returns {Part[]} */
  mapTo: (shape) => ["map of text to ", ...shape],
  anything: "anything",
  /** @param {number} n */
  from: (n) => ` from ${number(n)}`,
  /** @param {number} n */
  to: (n) => ` to ${number(n)}`,
  /** @param {number} n */
  upTo: (n) => ` up to ${number(n)} characters`,
};
