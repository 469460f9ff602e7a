/** Pictures of people: made from their id. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { ringsOf } from "../../frontend/logic/avatar-rings.js";

/** Ids as long and as random as people's, the same on every run. */
const IDS = Array.from({ length: 200 }, (_, n) =>
  createHash("sha256").update(`person ${n}`).digest("hex").slice(0, 32),
);

test("two hundred people have two hundred pictures", () => {
  const drawn = IDS.map(ringsOf);
  assert.equal(new Set(drawn.map((rings) => JSON.stringify(rings))).size, 200);
  for (const rings of drawn) {
    // Three colours each, none twice in a picture.
    assert.equal(new Set(rings.map((ring) => ring.colour)).size, 3);
    assert.ok(rings.every(({ share }) => 35 <= share && share <= 75));
  }
});

test("a picture is the same whenever it is drawn", () => {
  assert.deepEqual(ringsOf(IDS[0]), ringsOf(IDS[0]));
});
