/** Where everything stands on the picture to share. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { loadWords } from "../../frontend/i18n/language.js";
import { cardLayout } from "../../frontend/logic/share-card-layout.js";
import { cardWords } from "../../frontend/logic/share-card-words.js";

const RIGHT_TO_LEFT = "\u202eفيروز \u200fأم كلثوم";
const [WIDTH, HEIGHT, MARGIN] = [1200, 630, 72];
const ME = { display_name: "Mara", visibility: "open" };
const BAR = [
  { label: "", points: 900, colour: "1" },
  { label: "", points: 100, colour: "rest" },
];

const measure = (text, type) => text.length * type.size * 0.5;

before(() => loadWords(["match", "meeting"]));

for (const name of ["W".repeat(500), "many words ".repeat(40), RIGHT_TO_LEFT, "👩‍👩‍👧‍👦".repeat(90), "<img src=x>", "A"]) {
  for (const segments of [BAR, []]) {
    const what = `${name.slice(0, 12)}, ${segments.length > 0 ? "with" : "without"} a bar`;
    test(`whatever a name is it stays on the picture: ${what}`, () => {
      const match = {
        display_name: name,
        is_anonymous: false,
        wave: "none",
        band: "close",
        one_in: 85,
        evidence: { level: "strong" },
        shared_artists: [name, "Low", name],
      };
      const words = cardWords(match, ME, false);
      const { lines, blocks } = cardLayout({ ...words, brand: "Brand" }, segments, measure);
      // Cut with an ellipsis where it is too long; the other name is there, too.
      assert.ok(lines.some(({ text }) => text.includes("Mara")));
      assert.ok(lines.some(({ text }) => text.includes("&")));
      for (const { text, x, y, type } of lines) {
        assert.ok(!text.includes("\u202e"));
        assert.ok(x + measure(text, type) <= WIDTH - MARGIN, text);
        assert.ok(y <= HEIGHT - MARGIN, text);
      }
      for (const { x, y, width } of blocks) {
        assert.ok(MARGIN <= x && x <= x + width && x + width <= WIDTH - MARGIN + 1);
        assert.ok(Math.max(...lines.map((line) => line.y)) < y);
      }
      assert.equal(blocks.length, segments.length);
    });
  }
}
