/** Which page an address names. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES } from "../../frontend/pages.js";
import { isRoute, routeOf } from "../../frontend/routes.js";

for (const [hash, view, id] of [
  ["", "landing", ""],
  ["#/", "landing", ""],
  ["#/start", "consent", ""],
  ["#/start/lastfm", "consent", "lastfm"],
  ["#/matches", "matches", ""],
  ["#/matches/", "matches", ""],
  ["#/matches/some%20body", "match", "some body"],
  ["#/matches/%", "match", "%"],
  ["#/settings/nothing", "settings", ""],
  ["#/i/code", "invitation", "code"],
  ["#/nowhere", "landing", ""],
  ["#/nowhere/at-all", "landing", ""],
  ["#/constructor", "landing", ""],
]) {
  test(`an address names a page, and whom or what it is about: ${hash || "none"}`, () => {
    assert.deepEqual(routeOf(hash), { view, id });
  });
}

test("what is no address of a page names none", () => {
  assert.ok(isRoute("") && isRoute("#/") && isRoute("#/taste"));
  assert.ok(!isRoute("#content"));
});

test("every page is found by its own address", () => {
  for (const [name, { address, id }] of Object.entries(PAGES)) {
    const hash = id === "required" ? `#/${address}/one` : `#/${address}`;
    assert.equal(routeOf(hash).view, name);
  }
});
