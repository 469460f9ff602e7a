// @ts-check
/** Files that were dropped: folders are looked through, as some browsers unpack zips. */

/**
 * @param {DataTransfer} dropped only valid until the event ends, so read at once
 * @returns {Promise<File[]>} of folders, only files that may be a listening history
 */
export async function droppedFiles(dropped) {
  const given = [...dropped.files];
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const folders = entries.filter((entry) => entry?.isDirectory);
  if (folders.length === 0) return given;
  const found = await Promise.all(entries.map((entry) => (entry ? filesIn(entry) : [])));
  return found.flat();
}

/**
 * Asks what reads files, which is only fetched where there is something to read.
 * @param {string} path
 */
async function isWanted(path) {
  const recognise = await import("./recognise.js");
  return recognise.isWanted(path);
}

/**
 * @param {FileSystemEntry} entry
 * @param {boolean} [isInside]
 * @returns {Promise<File[]>}
 */
async function filesIn(entry, isInside = false) {
  if (entry.isFile) {
    if (isInside && !(await isWanted(entry.fullPath.slice(1)))) return [];
    const one = /** @type {FileSystemFileEntry} */ (entry);
    return [await new Promise((resolve, reject) => one.file(resolve, reject))];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {File[]} */
  const files = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return files;
    files.push(...(await Promise.all(some.map((one) => filesIn(one, true)))).flat());
  }
}
