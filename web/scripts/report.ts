// On the form's page, when everything else is done: makes the form do more. Whatever is missing or fails, the page stays
// as it came.
import { sendingForm } from './answer';
import { keepAnswersAcrossLanguages } from './language_links';
import { useForm } from './report_form';
import { getFacts } from './requests';
import { canSeal } from './sealing';
import type { Session } from './session';
import { solveOne } from './solver';
import { workStock } from './work_stock';

// Before anything waits: later there is no current script.
const worker = (document.currentScript as HTMLScriptElement | null)?.dataset.work;

const able = (): boolean => 'SubmitEvent' in window && 'submitter' in SubmitEvent.prototype;

async function start(): Promise<void> {
  if (!able() || !sendingForm(document)) return;
  const facts = await getFacts(document.documentElement.lang);
  const session: Session = {
    facts,
    seals: await canSeal(facts),
    work: workStock(async () => (worker ? solveOne(worker) : null)),
    typed: '',
    sealed: null,
  };
  useForm(session, true);
  keepAnswersAcrossLanguages(session);
}

const soon = (): void => {
  const run = (): void => void start().catch(() => undefined);
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 200);
};

if (document.readyState === 'complete') soon();
else addEventListener('load', soon);
