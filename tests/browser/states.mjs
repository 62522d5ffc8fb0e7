// Every page in every state that a person can meet, one after another on one page of the browser.
import { labels, languages } from './city.mjs';
import { answers, fill, openForm, receiptOn, send, sendUntilAskedToWait, withoutWork } from './form.mjs';

// Reports enough for a quarter whose numbers are shown, and its release. The receipt of one of them.
export async function releaseNumbers(city, page) {
  city.setDay('2025-02-10');
  let receipt;
  for (let i = 0; i < 24; ++i) {
    const kept = await city.send({
      reporter_role: 'rather_not_say', act_types: i < 12 ? 'threat' : 'graffiti_symbol_or_flyer', bias_targets: 'age',
    });
    receipt = kept.match(/<p class="code"[^>]*>(.*?)<\/p>/)[1].replace(/<[^>]*>|\s/g, '');
  }
  city.setDay('2025-05-20');
  city.tellsafe('release', '2025-Q1', '--config', city.file, '--passphrase-file', city.passphrase);
  // The numbers appear when the reading room has seen the release.
  const until = Date.now() + 30_000;
  do {
    if (Date.now() > until) throw new Error('the release does not appear');
    await page.goto(`${city.url}/en/numbers`);
  } while (await page.locator('table').count() === 0);
  return receipt;
}

const plain = {
  start: '', safety: '/safety', support: '/support', about: '/about', numbers: '/numbers',
  'numbers-of-a-period': '/numbers/2025-Q1', 'numbers-protection': '/numbers/protection', 'look-up': '/receipt',
  'not-found': '/nothing-here',
};

// Yields the name of each state while `page` shows it. Scripts are on; the pages are the server's own all the same, but
// for report-warnings and report-too-long. `counted`: a receipt of a report that is counted.
// The city needs a small allowance without work: see `scarce`.
export async function* states(city, page, language, counted) {
  const text = labels(language);
  if (language === languages[0]) {
    await page.goto(city.url);
    yield 'home';
  }
  for (const [name, address] of Object.entries(plain)) {
    await page.goto(`${city.url}/${language}${address}`);
    yield name;
  }
  yield* formStates(city, page, language, text);
  yield* receiptStates(city, page, language, counted, await receiptOn(page));
}
export const scarce = { without_scripts_per_minute: 1, without_scripts_at_once: 1 };

async function* formStates(city, page, language, text) {
  await openForm(city, page, language);
  yield 'report';
  await fill(page, { story: 'Call 212-555-0143 or write to someone@example.com.' });
  await page.locator('#story-warnings', { hasText: text.page.script.email }).waitFor();
  yield 'report-warnings';
  await fill(page, { story: 'x'.repeat(3001) });
  await send(page);
  yield 'report-too-long';
  await fill(page, { story: '', date_day: '31', date_month: '2', date_year: '2024' });
  await send(page);
  yield 'report-errors';

  const withWork = await withoutWork(page);
  await fill(page, { ...answers, date_day: '' });
  await page.evaluate(() => { document.querySelector('[name=token]').value = 'old'; });
  await send(page);
  yield 'report-once-more';
  await sendUntilAskedToWait(city, page, language, answers);
  yield 'wait';
  await withWork();
  await send(page);
  yield 'receipt';
}

async function* receiptStates(city, page, language, counted, receipt) {
  const look = async (code) => {
    await page.goto(`${city.url}/${language}/receipt`);
    await page.locator('#receipt').fill(code);
    await page.locator('button[value=look]').click();
    await page.locator('[role=alert], main .lead').first().waitFor();
  };
  await look('ABCD');
  yield 'look-up-malformed';
  await look(counted);
  yield 'look-up-counted';
  await look(receipt);
  yield 'look-up-kept';
  await page.locator('button[value=withdraw]').click();
  await page.locator('button[value=withdraw]').waitFor({ state: 'detached' });
  yield 'look-up-withdrawn';
  await look(receipt);
  yield 'look-up-not-found';
}
