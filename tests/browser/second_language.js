/**
 * An invented second language: the first one, with brackets around all that it says.
 * It stands in for every file of words, and asks for the one that it stands in for.
 */

const { words: first } = await import(`${import.meta.url}?as-it-lies`);

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

const said = bracketed(first);
if ("tag" in said) said.tag = "eo";
export const words = said;
