// @ts-check
/** The thread that reads; only progress, audit and aggregate leave it. */

import { readHistory } from "./history.js";

const PROGRESS_MS = 100;

self.addEventListener("message", async ({ data }) => {
  let told = 0;
  try {
    const outcome = await readHistory(data.files, (progress) => {
      const now = performance.now();
      if (now - told < PROGRESS_MS) return;
      told = now;
      self.postMessage({ progress });
    });
    self.postMessage(outcome);
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
