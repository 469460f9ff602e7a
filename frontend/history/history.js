// @ts-check
/** From files to the aggregate: opens, reads, counts. Knows neither page nor worker. */

import { aggregate } from "./aggregate.js";
import { emptyAudit, sumUp } from "./audit.js";
import { playsOf } from "./file-plays.js";
import { openFile } from "./files.js";
import { Ledger } from "./ledger.js";
import { Refusal } from "./refusal.js";

/** @typedef {import("./audit.js").Audit} Audit */
/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./plays.js").Kind} Kind */
/** @typedef {{ kind: Kind | null, rows: number,
 *   skipped: import("./file-plays.js").Found["skipped"] }} Counts */
/** @typedef {{ file: string, bytesDone: number, bytesTotal: number, plays: number }} Progress */
/** @typedef {{ aggregate: string, audit: Audit }} Reading */
/** @typedef {{ refused: string, file: string | null, audit: Audit }} Refused */

/**
 * @param {File[]} files of one person
 * @param {(progress: Progress) => void} onProgress called very often
 * @returns {Promise<Reading | Refused>}
 */
export async function readHistory(files, onProgress) {
  const audit = emptyAudit();
  const ledger = new Ledger();
  const parts = (await Promise.all(files.map(openFile))).flat();
  const bytesTotal = parts.reduce((sum, part) => sum + ("size" in part ? part.size : 0), 0);
  let bytesDone = 0;
  for (const part of parts) {
    const { name } = part;
    if ("reason" in part) {
      audit.files.push({ name, kind: part.kind, plays: 0, reason: part.reason });
      continue;
    }
    const chunks = watched(part.bytes(), (n) => {
      bytesDone += n;
      onProgress({ file: name, bytesDone, bytesTotal, plays: ledger.length });
    });
    const { kind, reason } = await enter(chunks, ledger, audit);
    audit.files.push({ name, kind, plays: 0, reason });
  }
  const settled = ledger.settle();
  sumUp(audit, settled);
  if (settled.plays.length > 0) return { aggregate: aggregate(settled), audit };
  const refused = audit.files.find((file) => file.kind === "refused");
  return { refused: refused?.reason ?? "no_plays", file: refused?.name ?? null, audit };
}

/**
 * Enter one file; one that breaks half way leaves nothing behind.
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {Ledger} ledger
 * @param {Audit} audit whose next file it is
 * @returns {Promise<{ kind: Kind | "ignored" | "refused", reason: string | null }>}
 */
async function enter(chunks, ledger, audit) {
  const before = ledger.length;
  const { skipped } = audit;
  /** @type {Counts} */
  const counts = { kind: null, rows: 0, skipped: { no_track: 0, incognito: 0, short: 0, no_time: 0 } };
  try {
    for await (const found of playsOf(chunks)) {
      counts.kind = found.kind;
      counts.rows += found.rows;
      for (const play of found.plays) ledger.add(play, found.kind, audit.files.length);
      addTo(counts.skipped, found.skipped);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ledger.shorten(before);
    return { kind: "refused", reason: error.code };
  }
  audit.rows += counts.rows;
  addTo(skipped, counts.skipped);
  return counts.kind ? { kind: counts.kind, reason: null } : { kind: "ignored", reason: "empty" };
}

/**
 * @param {Counts["skipped"]} sum
 * @param {Counts["skipped"]} more
 */
function addTo(sum, more) {
  sum.no_track += more.no_track;
  sum.incognito += more.incognito;
  sum.short += more.short;
  sum.no_time += more.no_time;
}

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {(bytes: number) => void} onBytes
 */
async function* watched(chunks, onBytes) {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}
