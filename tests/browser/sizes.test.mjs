// What an observer of the line learns from lengths: over many different reports, the sizes of what is sent and of what
// comes back fall into few classes that have nothing to do with what was chosen or written.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, languages } from './city.mjs';
import { answers, fill, least, openForm, send } from './form.mjs';
import { LineProxy } from './line_proxy.mjs';
import { launch, visit } from './visits.mjs';

const firstFlight = 14_336;

let city;
let browser;
let line;
before(async () => {
  city = await City.start();
  browser = await launch();
  line = await LineProxy.to(city.port);
});
after(async () => {
  await browser?.close();
  await line?.close();
  assert.equal(await city?.stop(), 0);
});

const story = (length, letter = 'w') => ({ story: `${letter} `.repeat(length / 2) });
const everything = (page) => page.locator('form#form input[type=checkbox]')
  .evaluateAll((boxes) => boxes.forEach((box) => { box.checked = true; }));
const reports = [
  least,
  answers,
  { ...least, ...story(2) },
  { ...least, ...story(700) },
  { ...least, ...story(2900) },
  { ...least, ...story(2900, '\u{1F641}') },
  { ...least, ...story(1500, 'ہ'), date_year: '2023', date_month: '11', date_day: '30' },
  { ...answers, everything: true },
];

// The exchange of a POST that ended in what `page` shows now.
async function exchangeOf(page, given, mistake) {
  const { everything: all, ...rest } = given;
  await fill(page, rest);
  if (all) await everything(page);
  if (mistake) await fill(page, mistake);
  const before = line.exchanges.length;
  await send(page);
  const [{ sent, received, records }] = line.exchanges.slice(before).sort((a, b) => b.sent - a.sent);
  return { sent, received, records: records.join(' ') };
}

function classes(title, exchanges, of) {
  const seen = new Map();
  for (const exchange of exchanges) seen.set(exchange[of], (seen.get(exchange[of]) ?? 0) + 1);
  console.log(`sizes: ${title}: ${exchanges.length} seen, ${seen.size} ${seen.size === 1 ? 'class' : 'classes'}: `
    + Array.from(seen, ([size, count]) => `${size} bytes (${count})`).join(', '));
  return seen.size;
}

for (const scripts of [true, false]) {
  const name = scripts ? 'with scripts' : 'without scripts';

  test(`${name}: reports and their answers have one size each`, async () => {
    const receipts = [];
    const mistakes = [];
    for (const [language, sent] of [['en', reports], ['ar', reports.slice(0, 4)]]) {
      const { page, close } = await visit(browser, { scripts });
      for (const report of sent) {
        await openForm(line.url, page, language, { scripts });
        mistakes.push({ language, ...await exchangeOf(page, report, { date_year: '1815' }) });
        receipts.push({ language, ...await exchangeOf(page, { date_year: '2024' }) });
        await page.locator('.code').waitFor();
      }
      await close();
    }
    for (const language of ['en', 'ar']) {
      const requests = [...receipts, ...mistakes].filter((one) => one.language === language);
      const seen = classes(`${name}, ${language}, requests`, requests, 'sent');
      if (scripts) assert.equal(seen, 1, 'requests');
    }
    assert.equal(classes(`${name}, receipts`, receipts, 'received'), 1);
    assert.equal(classes(`${name}, mistakes`, mistakes, 'received'), 1);
    if (scripts) classes(`${name}, records of requests, and of answers (-)`, receipts, 'records');
  });
}

for (const language of languages) {
  test(`${language}: the first load of the form is one request and one flight`, async () => {
    const { page, noted, close } = await visit(browser, { scripts: false });
    const before = line.exchanges.length;
    const response = await page.goto(`${line.url}/${language}/report`);
    const [first, ...more] = line.exchanges.slice(before);
    assert.equal(noted.requests.length, 1);
    assert.deepEqual(more, []);
    const headers = await response.allHeaders();
    assert.equal(headers['content-encoding'], 'br');
    const body = Number(headers['content-length']);
    console.log(`sizes: ${language} form: ${body} bytes with brotli, ${first.received} with the head, `
      + `${(await response.body()).length} in plain`);
    assert.ok(body <= firstFlight, `${body} bytes`);
    await close();
  });
}
