// A page that came back, and showing it in place of the present one.
import type { Page } from './requests';

export interface Answer {
  ok: boolean;
  later: boolean;
  page: Document;
  form: HTMLFormElement | null;  // a report can be sent from there
}

export function sendingForm(page: Document): HTMLFormElement | null {
  const form = page.querySelector<HTMLFormElement>('form#form');
  return form?.elements.namedItem('token') ? form : null;
}

// Where a story is written; the page that asks to wait has no such place.
export function storyIn(form: HTMLFormElement | null): HTMLTextAreaElement | null {
  return form?.querySelector<HTMLTextAreaElement>('textarea[name=story]') ?? null;
}

// Not `form.action`, which is the button of that name.
export function addressOf(form: HTMLFormElement): string {
  return form.getAttribute('action') ?? location.pathname;
}

export function readAnswer({ ok, later, html }: Page): Answer {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return { ok, later, page, form: sendingForm(page) };
}

// What a page without a form says, to be said elsewhere.
export function wordsOf({ page }: Answer): { title: string; texts: string[] } {
  const said = (selector: string): string[] =>
    Array.from(page.querySelectorAll(selector), (one) => (one.textContent ?? '').trim()).filter(Boolean);
  return { title: said('main h1')[0] ?? '', texts: said('main > p') };
}

// Scripts of parsed documents never run. The style is the same on every page, and stays.
export function show({ page, form }: Answer): void {
  const html = document.documentElement;
  document.title = page.title;
  html.lang = page.documentElement.lang;
  html.dir = page.documentElement.dir;
  document.body.replaceWith(document.adoptNode(page.body));
  // The address of a form is its language's; a reload gives the empty one.
  if (form) history.replaceState(null, '', addressOf(form));
}

// To be called when the new page holds everything: the message above the heading, else the heading.
export function focusPage(): void {
  scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>('[autofocus]') ?? document.querySelector<HTMLElement>('main h1');
  if (!first) return;
  if (!first.hasAttribute('tabindex')) first.tabIndex = -1;
  first.focus();
}
