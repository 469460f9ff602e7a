// @ts-check
/** Files let go anywhere on the site: without this, the browser would leave it for them. */

import { droppedFiles } from "../history/dropped-files.js";

/**
 * Where files may be dropped just now, what to do with them, and how it shows.
 * @typedef {{ place: HTMLElement, take(files: File[]): void,
 *   mark(isOver: boolean): void }} Taker
 */

/** @type {Taker | null} */
let taker = null;

/**
 * Take the files that are dropped from now on, wherever on the page they land.
 * @param {Taker} next works for as long as its place is shown
 */
export function takeDrops(next) {
  taker = next;
}

/** @param {DragEvent} event */
function over(event) {
  const { dataTransfer } = event;
  if (!dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  const current = shownTaker();
  if (!current) dataTransfer.dropEffect = "none";
  current?.mark(event.type === "dragover");
}

/** @param {DragEvent} event */
async function drop(event) {
  const { dataTransfer } = event;
  if (!dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  const current = shownTaker();
  current?.mark(false);
  if (current) current.take(await droppedFiles(dataTransfer));
}

function shownTaker() {
  const isShown = taker?.place.isConnected && !taker.place.hidden;
  return isShown ? taker : null;
}

document.addEventListener("dragover", over);
document.addEventListener("dragleave", over);
document.addEventListener("drop", (event) => void drop(event));
