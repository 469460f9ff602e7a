/** An invented second language: the first one, with brackets around all that it says. */

import { words as first } from "./en.js?as-it-lies";

const NO_WORDS = ["href", "home"];

function bracketed(given, key) {
  if (typeof given === "string") {
    return given === "" || NO_WORDS.includes(key) ? given : `⟦${given}⟧`;
  }
  if (typeof given === "function") return (...all) => bracketed(given(...all));
  if (typeof given !== "object" || given === null || given instanceof Node) return given;
  if (Array.isArray(given)) return given.map((one) => bracketed(one));
  return Object.fromEntries(
    Object.entries(given).map(([name, one]) => [name, bracketed(one, name)]),
  );
}

export const words = { ...bracketed(first), tag: "eo" };
