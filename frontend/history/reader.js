// @ts-check
/** Reads files in a worker, so that the page stays alive, and can be told to stop. */

/** @typedef {import("./history.js").Progress} Progress */
/** @typedef {import("./history.js").Reading} Reading */
/** @typedef {import("./history.js").Refused} Refused */

/**
 * @param {File[]} files
 * @param {(progress: Progress) => void} onProgress
 * @returns {{ outcome: Promise<Reading | Refused>, cancel: () => void }} after a
 *   cancel, the outcome never comes
 */
export function startReading(files, onProgress) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  const outcome = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if ("progress" in data) {
        onProgress(data.progress);
        return;
      }
      worker.terminate();
      if ("failed" in data) reject(new Error(data.failed));
      else resolve(data);
    });
    worker.addEventListener("error", (event) => {
      worker.terminate();
      reject(new Error(event.message));
    });
  });
  worker.postMessage({ files });
  return { outcome, cancel: () => worker.terminate() };
}
