// Numbers, dates and plural forms as each language has them, on the server's pages and in the scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, labels, languages } from './city.mjs';
import { fill, least, openForm, send } from './form.mjs';
import { releaseNumbers } from './states.mjs';
import { launch, visit } from './visits.mjs';

let city;
let browser;
before(async () => {
  city = await City.start();
  browser = await launch();
  const { page, close } = await visit(browser);
  await releaseNumbers(city, page);
  await close();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const digits = { latn: '0123456789', arab: '٠١٢٣٤٥٦٧٨٩', arabext: '۰۱۲۳۴۵۶۷۸۹', beng: '০১২৩৪৫৬৭৮৯', deva: '०१२३४५६७८९' };
const inNumerals = (number, { numerals }) => String(number).replace(/\d/g, (digit) => digits[numerals][digit]);

// A whole number with the language's separators taken out.
const bare = (text) => text.replace(/[.,٬،’\u00A0\u202F ]/g, '');

for (const language of languages) {
  test(`${language}: the numbers are written as its readers write them`, async () => {
    const { page, close } = await visit(browser, { scripts: false });
    const { language: own, page: text } = labels(language);
    await page.goto(`${city.url}/${language}/numbers`);
    const main = await page.locator('main').innerText();
    const heading = await page.locator('h2', { hasText: text.numbers.period }).first().innerText();
    assert.ok(heading.includes(inNumerals(2025, own)), heading);
    const cells = (await page.locator('td').allInnerTexts()).filter((cell) => /\p{Nd}/u.test(cell));
    assert.ok(cells.length > 0);
    const wrong = cells.filter((cell) => Array.from(cell.matchAll(/\p{Nd}/gu)).some(([digit]) => !digits[own.numerals].includes(digit)));
    assert.deepEqual(wrong, []);
    assert.ok(main.includes(inNumerals(10, own)), 'the threshold');
    await close();
  });

  test(`${language}: how much room is left, and how much too long a story is`, async () => {
    const { page, close } = await visit(browser);
    const { language: own, page: text, error } = labels(language);
    await page.clock.install();
    await openForm(city, page, language);
    const rules = new Intl.PluralRules(language);
    for (const left of [1, 2, 3, 5, 11, 21, 100, 0, -1, -4]) {
      await fill(page, { story: 'x'.repeat(3000 - left) });
      await page.clock.fastForward(1000);
      const forms = left < 0 ? text.script.over : text.script.left;
      const words = forms[rules.select(Math.abs(left))].replace('{count}', inNumerals(Math.abs(left), own));
      await page.locator('#story-count', { hasText: words }).waitFor();
    }
    await fill(page, { ...least, story: 'x'.repeat(3002) });
    await send(page);
    const said = bare(await page.locator('#story-error').innerText());
    const wanted = error.too_long[rules.select(3002)].replace('{count}', inNumerals(3002, own)).replace('{limit}', inNumerals(3000, own));
    assert.ok(said.includes(bare(wanted)), `${said} / ${wanted}`);
    await close();
  });
}

const warnings = {
  phone: 'Mi número es (212) 555-0143', email: 'write to someone@example.com', plate: 'license plate ABC 1234',
  address: 'at 1200 Main Street',
};
test('gentle warnings, and none for what shows nobody', async () => {
  const { page, close } = await visit(browser);
  const { script } = labels('en').page;
  await openForm(city, page, 'en');
  for (const [kind, story] of Object.entries(warnings)) {
    await fill(page, { story });
    await page.locator('#story-warnings', { hasText: script[kind] }).waitFor();
    assert.deepEqual(await page.locator('#story-warnings li').allInnerTexts(), [script[kind]]);
  }
  await fill(page, { story: 'On 3/27/2024 at 10:30 about 20 people came. I called 911. I am 45.' });
  await page.locator('#story-warnings li').waitFor({ state: 'detached' });
  await fill(page, { ...least, story: warnings.phone });
  await send(page);
  assert.equal(await page.locator('.code').count(), 1, 'a warning keeps nothing from being sent');
  await close();
});
