// Making elements: texts are always put in as texts.

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string>, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Adds a word to an attribute that lists words, or takes it away.
export function toggleWord(of: Element, attribute: string, word: string, on: boolean): void {
  const words = (of.getAttribute(attribute) ?? '').split(' ').filter((one) => one && one !== word);
  if (on) words.push(word);
  if (words.length > 0) of.setAttribute(attribute, words.join(' '));
  else of.removeAttribute(attribute);
}
