/** The golden histories, which the command line reads as well: the same bytes come out. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { readHistory } from "../../frontend/history/history.js";

const GOLDEN = new URL("../history/golden/", import.meta.url);
const CASES = readdirSync(GOLDEN, { withFileTypes: true }).filter((one) => one.isDirectory());

test("there are golden cases", () => assert.ok(CASES.length >= 17));

for (const { name } of CASES) {
  test(`a golden case is read to the byte: ${name}`, async () => {
    const folder = new URL(`${name}/`, GOLDEN);
    const told = (file) => readFileSync(new URL(file, folder), "utf8");
    const given = readdirSync(new URL("files/", folder))
      .sort()
      .map((file) => new File([readFileSync(new URL(`files/${file}`, folder))], file));
    const outcome = await readHistory(given, () => {});
    // Both the aggregate and the audit, whose keys come in the same order.
    assert.equal(JSON.stringify(outcome.audit), JSON.stringify(JSON.parse(told("audit.json"))));
    if ("aggregate" in outcome) assert.equal(outcome.aggregate, told("aggregate.json"));
    else assert.deepEqual({ code: outcome.refused }, JSON.parse(told("error.json")));
  });
}
