// Says that pressing Shift three times leaves the page, where there is a keyboard, most likely.
import { element } from './dom';

const id = 'leave-hint';

export function addLeaveHint(words: string): void {
  if (document.getElementById(id) || !matchMedia('(hover: hover) and (pointer: fine)').matches) return;
  document.querySelector('header')?.append(element('p', { class: 'small', id }, words));
}
