// @ts-check
/** Files as they were given: read as they are, or opened when they are zips. */

import { chunksOf } from "./chunks.js";
import { ignoredReason, isOfTechnicalLog, isWanted, isZip } from "./recognise.js";
import { Refusal } from "./refusal.js";
import { membersOf } from "./zip-directory.js";
import { bytesOf } from "./zip-member.js";

/** @typedef {import("./zip-directory.js").Member} Member */
/** @typedef {() => AsyncGenerator<Uint8Array>} Bytes */
/**
 * To be read, or why not; sizes in bytes.
 * @typedef {{ name: string, size: number, bytes: Bytes } |
 *   { name: string, kind: "ignored" | "refused", reason: string }} Part
 */

const MAX_TOTAL = 1_000_000_000;
const MAX_STEEP = 64_000_000;
const MAX_RATIO = 200;
const NESTED = /\.zip$/i;

/**
 * @param {File} file
 * @returns {Promise<Part[]>}
 */
export async function openFile(file) {
  const { name, size } = file;
  const reason = ignoredReason(name);
  if (reason) return [{ name, kind: "ignored", reason }];
  try {
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    if (isZip(head)) return await openZip(file);
    if (size > MAX_TOTAL) throw new Refusal("too_large");
    return [{ name, size, bytes: () => chunksOf(file.stream()) }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ name, kind: "refused", reason: error.code }];
  }
}

/** @param {File} file */
async function openZip(file) {
  const all = await membersOf(file);
  checkPaths(all);
  if (all.some((member) => member.isEncrypted)) throw new Refusal("encrypted");
  const members = all.filter((member) => !member.name.endsWith("/"));
  const wanted = members.filter(({ name }) => !ignoredReason(name) && isWanted(name));
  if (wanted.length === 0) throw new Refusal(codeWithout(members));
  checkSizes(wanted);
  return members.map((member) => partOf(file, member));
}

/**
 * @param {File} file
 * @param {Member} member
 * @returns {Part}
 */
function partOf(file, member) {
  const name = `${file.name}/${member.name}`;
  const reason = ignoredReason(member.name);
  if (reason) return { name, kind: "ignored", reason };
  if (NESTED.test(member.name)) return { name, kind: "refused", reason: "nested" };
  if (!isWanted(member.name)) return { name, kind: "ignored", reason: "not_history" };
  return { name, size: member.size, bytes: () => bytesOf(file, member) };
}

/**
 * Why a zip without anything to read is the wrong one.
 * @param {Member[]} members
 */
function codeWithout(members) {
  if (members.some(({ name }) => isOfTechnicalLog(name))) return "technical_log";
  return members.some(({ name }) => NESTED.test(name)) ? "nested" : "unknown_format";
}

/** @param {Member[]} members */
function checkPaths(members) {
  const names = new Set(members.map(({ name }) => name));
  const isUnsafe = members.some(({ name }) => {
    const steps = name.split("/");
    return steps.includes("..") || steps[0] === "" || /^[a-z]:/i.test(name);
  });
  if (isUnsafe || names.size < members.length) throw new Refusal("unsafe_path");
}

/** @param {Member[]} members */
function checkSizes(members) {
  let total = 0;
  for (const { size, packed } of members) {
    total += size;
    const isSteep = size > MAX_STEEP && size > packed * MAX_RATIO;
    if (isSteep || total > MAX_TOTAL) throw new Refusal("too_large");
  }
}
