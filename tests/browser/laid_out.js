/** What is wrong with how a page is laid out: beside it, cut off, broken, out of its box, overlapping. */
() => {
  const ENOUGH = 2;
  /** A word of so many letters has room on one line; of a name, perhaps in capitals, fewer. */
  const SHORT = /(?<![\p{L}\p{N}_])\p{L}{2,10}(?![\p{L}\p{N}_])/gu;
  const SHORT_IN_NAMES = /(?<![\p{L}\p{N}_])\p{L}{2,7}(?![\p{L}\p{N}_])/gu;
  const TAPPED = "button, .button, select, input, summary, label";
  const found = [];
  // A question stands over all else.
  const seen = document.querySelector("dialog[open]") ?? document.body;
  const shown = (place) =>
    place.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    !place.closest(".visually-hidden, .skip-link, noscript, script, style");
  const named = (place) =>
    `${place.localName}.${place.className} “${place.textContent.trim().slice(0, 60)}”`;

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);

  for (const place of seen.querySelectorAll("*")) {
    if (!shown(place) || !place.textContent.trim()) continue;
    const { overflowX, overflowY } = getComputedStyle(place);
    const hides = (way) => ["hidden", "clip"].includes(way);
    const isCut =
      (hides(overflowX) && place.scrollWidth > place.clientWidth + ENOUGH) ||
      (hides(overflowY) && place.scrollHeight > place.clientHeight + ENOUGH);
    if (isCut) found.push(`cut off: ${named(place)}`);
  }

  const lines = [];
  const texts = document.createTreeWalker(seen, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const place = text.parentElement;
    if (!text.textContent.trim() || !shown(place)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const short = place.closest("bdi") ? SHORT_IN_NAMES : SHORT;
    const words = place.closest("code") ? [] : text.textContent.matchAll(short);
    for (const { 0: word, index } of words) {
      const letters = document.createRange();
      letters.setStart(text, index);
      letters.setEnd(text, index + word.length);
      const tops = [...letters.getClientRects()].map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) found.push(`broken: ${word} in ${named(place)}`);
    }
    const tapped = place.closest(TAPPED)?.getBoundingClientRect();
    const scrolled = place.closest("pre, [tabindex='0']");
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 1) continue;
      const isBeside = left < -ENOUGH || right > clientWidth + ENOUGH;
      if (isBeside && !scrolled) found.push(`beside the page: ${named(place)}`);
      if (tapped && (left < tapped.left - ENOUGH || right > tapped.right + ENOUGH ||
          top < tapped.top - ENOUGH || bottom > tapped.bottom + ENOUGH)) {
        found.push(`out of its box: ${named(place)}`);
      }
      // The middle of a line: type is made higher than what it shows of itself.
      const trim = (bottom - top) * 0.22;
      if (!scrolled) lines.push({ text, left, right, top: top + trim, bottom: bottom - trim });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  for (const [place, one] of lines.entries()) {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - other.top;
      if (other.text !== one.text && wide > ENOUGH && high > ENOUGH) {
        found.push(`overlap: ${named(one.text.parentElement)} and ${named(other.text.parentElement)}`);
      }
    }
  }
  return [...new Set(found)];
}
