// What was typed into a form, so that it can be put into the same form in another language.
import type { Field } from './fields';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

// The select that chooses the page's own language is no answer, and neither is what has no name.
function controls(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter((control): control is Control =>
    (control instanceof HTMLInputElement && control.type !== 'hidden' && control.name !== '') ||
    control instanceof HTMLTextAreaElement ||
    (control instanceof HTMLSelectElement && control.name !== 'show_in'));
}

const isBox = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

export function answersIn(form: HTMLFormElement): Field[] {
  return controls(form)
    .filter((control) => (isBox(control) ? control.checked : control.value !== ''))
    .map((control) => [control.name, control.value]);
}

export function putAnswers(form: HTMLFormElement, answers: readonly Field[]): void {
  for (const control of controls(form)) {
    const own = answers.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isBox(control)) control.checked = own.includes(control.value);
    else control.value = own[0] ?? '';
  }
}
