/**
 * Reads histories: on standard input a JSON list of histories, each a list of pairs of a
 * name and a content in base64; on standard output what became of each, with how often
 * the reader told how far it was.
 */

import { text } from "node:stream/consumers";

import { readHistory } from "../../frontend/history/history.js";

const outcomes = [];
for (const files of JSON.parse(await text(process.stdin))) {
  const given = files.map(([name, content]) => new File([Buffer.from(content, "base64")], name));
  let told = 0;
  outcomes.push({ ...(await readHistory(given, () => told++)), told });
}
process.stdout.write(JSON.stringify(outcomes));
