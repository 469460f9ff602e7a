/** How rare a taste is, in words. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { loadWords } from "../../frontend/i18n/language.js";
import { companyOf } from "../../frontend/logic/company.js";

before(() => loadWords(["taste"]));

// Too few people is not rare, and nobody is not a number.
for (const [bands, is_young, words] of [
  [[], false, "one of a kind"],
  [["some", "none"], false, "Of the 2 nearest to you here, nobody"],
  [["close", "some"], false, "1 person here comes close"],
  [[...Array(6).fill("close"), "some"], false, "of the 7 nearest to you here, 6"],
  [Array(20).fill("exceptional"), false, "20 people or more"],
  [["close"], true, "too few people here yet"],
]) {
  test(`the words go by what is known: ${words}`, () => {
    const matches = bands.map((band) => ({ band }));
    const told = companyOf({ matches, statistics: { is_young } });
    assert.ok(told.includes(words), told);
  });
}
