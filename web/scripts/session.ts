// What outlives a page of the form until the report is kept, and putting scripts to each page that is shown.
import { focusPage, show, type Answer } from './answer';
import type { Facts } from './facts';
import type { SealedStory } from './fields';
import { getFacts } from './requests';
import type { WorkStock } from './work_stock';

export interface Session {
  facts: Facts;                // in the language of the page
  seals: boolean;              // this browser can seal
  work: WorkStock;
  typed: string;               // the story, which may never have been sent
  sealed: SealedStory | null;  // as it was sent last
}

// Shows a page with a form. `ready` puts into it what was typed, and the scripts to it; where the words for them can't
// be had, the page is left as it came.
export async function showForm(session: Session, answer: Answer, ready: (scripts: boolean) => void): Promise<void> {
  const language = answer.page.documentElement.lang;
  const facts = language === session.facts.language ? session.facts : await getFacts(language).catch(() => null);
  show(answer);
  if (facts) session.facts = facts;
  ready(facts !== null);
  focusPage();
}

// The report is kept: nothing of it stays.
export function showEnd(session: Session, answer: Answer): void {
  session.typed = '';
  session.sealed = null;
  show(answer);
  focusPage();
}
