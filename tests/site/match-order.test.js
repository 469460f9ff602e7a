/** Which matches are shown in which order. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_WISHES, arranged, toDiscover } from "../../frontend/logic/match-order.js";

const OWN_ARTISTS = 40;

const evidence = (all_artists) => ({ level: "fair", shared_artists: 5, all_artists });

/** A match of somebody open who tells of 50 artists. */
const match = (name, told) => ({
  user_id: name,
  display_name: name,
  is_anonymous: false,
  is_verified: true,
  wave: "none",
  updated_at: "2026-11-01T00:00:00+00:00",
  evidence: evidence(50),
  shared_artists: [],
  contributions: [],
  ...told,
});

const NEAR = match("Near", { shared_artists: ["Sigur Rós"], wave: "sent", evidence: evidence(45) });
const ALIAS = match("Quiet Heron", { is_anonymous: true, updated_at: null, evidence: evidence(null) });
const BROAD = match("Broad", {
  is_verified: false,
  evidence: evidence(90),
  updated_at: "2026-11-09T00:00Z",
});
const TWIN = match("Twin", {
  wave: "mutual",
  evidence: evidence(90),
  contributions: [
    { kind: "artist", name: "坂本龍一", artist: null, points: 9 },
    { kind: "genre", name: "ambient", artist: null, points: 3 },
    { kind: null, name: null, artist: null, points: 1 },
  ],
});
const RANKING = [NEAR, ALIAS, TWIN, BROAD];

const names = (wishes) =>
  arranged(RANKING, { ...NO_WISHES, ...wishes }, OWN_ARTISTS).map((one) => one.display_name);

test("without a wish the ranking stays as it is", () => {
  assert.deepEqual(names({}), ["Near", "Quiet Heron", "Twin", "Broad"]);
});

test("most to discover goes by what only the other has", () => {
  // Who does not tell comes last, and whoever is not verified stays apart.
  assert.deepEqual(names({ order: "discover" }), ["Twin", "Near", "Quiet Heron", "Broad"]);
});

test("the newest taste comes first", () => {
  // Of equals the closest first; who does not tell, last.
  assert.deepEqual(names({ order: "newest" }), ["Near", "Twin", "Quiet Heron", "Broad"]);
});

// Accents, capitals and spaces around do not matter; signs mean themselves.
for (const [wishes, fitting] of [
  [{ text: "heron" }, ["Quiet Heron"]],
  [{ text: " SIGUR ros " }, ["Near"]],
  [{ text: "坂本" }, ["Twin"]],
  [{ text: "ambient" }, []],
  [{ text: "   " }, ["Near", "Quiet Heron", "Twin", "Broad"]],
  [{ text: ".*" }, []],
  [{ seen: "open" }, ["Near", "Twin", "Broad"]],
  [{ seen: "anonymous" }, ["Quiet Heron"]],
  [{ hasWave: true }, ["Near", "Twin"]],
  [{ isVerified: true }, ["Near", "Quiet Heron", "Twin"]],
  [{ isVerified: true, hasWave: true, text: "twin" }, ["Twin"]],
]) {
  test(`wishes leave out whom they do not fit: ${JSON.stringify(wishes)}`, () => {
    assert.deepEqual(names(wishes), fitting);
  });
}

test("what there is to discover is what only the other has", () => {
  assert.equal(toDiscover(match("Far", { evidence: evidence(62) }), 40), 22);
  assert.equal(toDiscover(match("Equal", { evidence: evidence(40) }), 40), 0);
  assert.equal(toDiscover(match("Changed", { evidence: evidence(30) }), 40), 0);
  assert.equal(toDiscover(ALIAS, 40), null);
});
