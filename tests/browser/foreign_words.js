/** All that a page says beside the brackets, but what is data: marked as such. */
() => {
  const DATA = "bdi, code, body [lang], script, style, noscript";
  const SAID = ["aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder"];

  function outside(text) {
    let depth = 0;
    let left = "";
    for (const sign of text) {
      if (sign === "⟦") depth++;
      else if (sign === "⟧") depth--;
      else if (depth === 0) left += sign;
    }
    return left;
  }

  const found = [["title of the page", document.title]];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: place, textContent } = texts.currentNode;
    if (!place.closest(DATA)) found.push([`${place.localName}.${place.className}`, textContent]);
  }
  for (const place of document.body.querySelectorAll("*")) {
    if (place.closest(DATA)) continue;
    for (const name of SAID) found.push([`${place.localName}[${name}]`, place.getAttribute(name) ?? ""]);
  }
  return found
    .filter(([, text]) => /[\p{L}\p{N}]/u.test(outside(text)))
    .map(([where, text]) => `${where}: ${text.trim()}`);
}
