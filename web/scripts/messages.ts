// Messages above the heading and at the story, as the server makes them: error_summary.html, error_item.html,
// error_field.html, error_line.html and notice.html.
import { element, toggleWord } from './dom';
import type { Facts } from './facts';

const titleId = 'problem';

function summary(facts: Facts, title: string, ...content: Node[]): void {
  const box = element('div', { class: 'summary', role: 'alert', tabindex: '-1', 'aria-labelledby': titleId },
    element('h2', { id: titleId }, title), ...content);
  document.querySelector('main')?.prepend(box);
  document.title = `${facts.error_prefix} ${document.title}`;
  scrollTo(0, 0);
  box.focus();
}

// Takes away what an earlier attempt left, wherever it was made; not the box of the page that asks to wait, which
// is its heading.
export function clearMessages(facts: Facts): void {
  const box = document.getElementById(titleId);
  if (box?.tagName === 'H2') box.closest('[role=alert]')?.remove();
  const prefix = `${facts.error_prefix} `;
  if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
}

export function showNotice(facts: Facts, title: string, texts: readonly string[]): void {
  clearMessages(facts);
  summary(facts, title, ...texts.map((text) => element('p', {}, text)));
}

export function clearStoryError(story: HTMLTextAreaElement): void {
  const id = `${story.id}-error`;
  document.getElementById(id)?.remove();
  toggleWord(story, 'aria-describedby', id, false);
  story.removeAttribute('aria-invalid');
}

export function showStoryError(facts: Facts, story: HTMLTextAreaElement, message: string): void {
  clearMessages(facts);
  clearStoryError(story);
  const id = `${story.id}-error`;
  story.before(element('div', { class: 'error', id }, element('p', {}, `${facts.error_prefix} ${message}`)));
  toggleWord(story, 'aria-describedby', id, true);
  story.setAttribute('aria-invalid', 'true');
  summary(facts, facts.errors_title,
    element('ul', {}, element('li', {}, element('a', { href: `#${story.id}` }, message))),
    element('p', {}, facts.errors_kept));
}

// Beside the button, for those who see and those who listen.
export function say(form: HTMLFormElement, words: string): void {
  let status = document.getElementById('send-status');
  if (!status) {
    status = element('p', { id: 'send-status', role: 'status' });
    form.append(status);
  }
  status.textContent = words;
}
