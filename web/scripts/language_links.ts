// The links to the form in other languages, when something was typed already: the answers come along.
import { readAnswer, sendingForm, storyIn } from './answer';
import { answersIn, putAnswers } from './answers';
import { showNotice } from './messages';
import { useForm } from './report_form';
import { getPage } from './requests';
import { showForm, type Session } from './session';

async function change(session: Session, form: HTMLFormElement, address: string): Promise<void> {
  const answer = readAnswer(await getPage(address));
  if (!storyIn(answer.form)) throw new Error('no form');
  const answers = answersIn(form);
  await showForm(session, answer, (scripts) => {
    const next = sendingForm(document);
    if (next) putAnswers(next, answers);
    useForm(session, scripts);
  });
}

// The listener stands on the document, whose body is exchanged.
export function keepAnswersAcrossLanguages(session: Session): void {
  let busy = false;
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('header nav a[hreflang]');
    const form = sendingForm(document);
    if (!link || !form || !storyIn(form) || answersIn(form).length === 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const { facts } = session;
    void change(session, form, link.pathname)
      .catch(() => showNotice(facts, facts.words.not_sent_title, [facts.words.not_sent]))
      .finally(() => { busy = false; });
  });
}
