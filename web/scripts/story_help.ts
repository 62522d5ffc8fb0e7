// What is said beside the story while it is written: how much room is left, and what it may show.
import { countCharacters, storyOf } from './count';
import { element } from './dom';
import type { Facts } from './facts';
import { textWarnings } from './text_warnings';
import { wording } from './words';

// Those who listen to the page would hear the count at each key otherwise.
const pause = 800;

export function helpWithStory(story: HTMLTextAreaElement, facts: Facts): void {
  const count = document.getElementById(`${story.id}-count`);
  const warnings = document.getElementById(`${story.id}-warnings`);
  const { counted } = wording(facts.language, facts.numerals);
  let shown = '';

  const update = (): void => {
    const text = storyOf(story.value);
    const left = facts.limit - countCharacters(text);
    if (count) {
      count.textContent = left < 0 ? counted(facts.words.over, -left) : counted(facts.words.left, left);
      count.classList.toggle('error', left < 0);
    }
    const found = textWarnings(text);
    if (!warnings || found.join() === shown) return;
    shown = found.join();
    warnings.textContent = '';
    if (found.length === 0) return;
    warnings.append(
      element('p', {}, element('strong', {}, facts.words.warning_title)),
      element('ul', {}, ...found.map((kind) => element('li', {}, facts.words[kind]))),
      element('p', {}, facts.words.warning));
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  story.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(update, pause);
  });
  if (story.value) update();
}
