// The form with scripts: it sends without leaving the page, and the page that comes back is shown in its place.
import { addressOf, readAnswer, sendingForm, storyIn, wordsOf, type Answer } from './answer';
import { storyOf } from './count';
import { reportFields, waitingFields, type Field } from './fields';
import { addLeaveHint } from './leave_hint';
import { clearMessages, clearStoryError, say, showNotice, showStoryError } from './messages';
import { paddedBody } from './padding';
import { postForm } from './requests';
import { sealStory } from './sealing';
import { showEnd, showForm, type Session } from './session';
import { storyFault } from './story_fault';
import { helpWithStory } from './story_help';

const longestWork = 20_000;

// As a browser sends them.
function fieldsOf(form: HTMLFormElement, button: HTMLElement | null): Field[] {
  const fields = Array.from(new FormData(form)).filter((field): field is Field => typeof field[1] === 'string');
  if (button instanceof HTMLButtonElement && button.name) fields.push([button.name, button.value]);
  return fields.map(([name, value]) => [name, value.replace(/\r\n?|\n/g, '\r\n')]);
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const button of form.querySelectorAll('button')) {
    if (busy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
}

async function addWork(session: Session, form: HTMLFormElement, fields: Field[]): Promise<void> {
  if (!session.work.ready()) say(form, session.facts.words.working);
  const work = await session.work.take(longestWork);
  if (work) fields.push(['work', work]);
  say(form, session.facts.words.sending);
}

async function post(session: Session, form: HTMLFormElement, fields: Field[]): Promise<Answer | null> {
  const { facts } = session;
  try {
    return readAnswer(await postForm(addressOf(form), paddedBody(fields, facts.body_size, facts.body_step)));
  } catch {
    showNotice(facts, facts.words.not_sent_title, [facts.words.not_sent]);
    return null;
  } finally {
    say(form, '');
  }
}

async function take(session: Session, answer: Answer): Promise<void> {
  const { facts } = session;
  if (answer.form) return showForm(session, answer, (scripts) => useForm(session, scripts));
  if (answer.ok) return showEnd(session, answer);
  const { title, texts } = wordsOf(answer);
  // Such a page says to load it again, which here would lose what was typed.
  showNotice(facts, title || facts.words.not_sent_title, answer.later ? [facts.try_again] : texts);
}

// From the form: false when the story has a fault, which is shown.
async function sealWritten(session: Session, story: HTMLTextAreaElement): Promise<boolean> {
  const text = storyOf(story.value);
  const fault = text ? storyFault(text, session.facts) : null;
  if (fault) {
    showStoryError(session.facts, story, fault);
    return false;
  }
  session.sealed = text ? await sealStory(text, session.facts) : null;
  return true;
}

async function send(session: Session, form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const story = storyIn(form);
  // The form in another language: not a report yet, so the story stays here.
  const switching = button?.getAttribute('name') === 'action' && button.getAttribute('value') === 'show';
  clearMessages(session.facts);
  let fields = fieldsOf(form, button);
  if (story) {
    clearStoryError(story);
    session.typed = story.value;
    session.sealed = null;
    if (session.seals && !switching && !(await sealWritten(session, story))) return;
    fields = reportFields(fields, session.seals || switching, session.sealed);
  } else {
    fields = waitingFields(fields, session.sealed);
  }
  if (!switching) await addWork(session, form, fields);
  const answer = await post(session, form, fields);
  if (answer) await take(session, answer);
}

// Puts the scripts to the form that the page shows: to the one where a report is written, or to the one that asks to
// wait. Without `scripts` only the story is put back.
export function useForm(session: Session, scripts: boolean): void {
  const form = sendingForm(document);
  if (!form) return;
  const story = storyIn(form);
  if (story && !story.value) story.value = session.typed;
  if (!scripts) return;

  const sealing = story && document.getElementById(`${story.id}-sealing`);
  const sealedByServer = sealing?.textContent ?? '';
  if (story) helpWithStory(story, session.facts);
  if (sealing && session.seals) sealing.textContent = session.facts.words.seals;
  addLeaveHint(session.facts.words.leave_hint);
  session.work.prepare();

  let busy = false;
  // Something is wrong with this browser or with us: from now on the form is sent as without scripts.
  let plain = false;
  const giveUp = (): void => {
    plain = true;
    if (sealing) sealing.textContent = sealedByServer;
    showNotice(session.facts, session.facts.words.not_sent_title, sealedByServer ? [sealedByServer] : []);
  };
  form.addEventListener('input', () => session.work.prepare());
  form.addEventListener('submit', (event) => {
    if (plain) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    setBusy(form, true);
    void send(session, form, event.submitter).catch(giveUp).finally(() => {
      busy = false;
      setBusy(form, false);
    });
  });
}
