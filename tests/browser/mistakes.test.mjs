// Whatever goes wrong, what was typed stays: mistakes, a page that was open too long, a full allowance, another
// language, a network that fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, labels } from './city.mjs';
import { answers, asTyped, fill, least, openForm, scriptsReady, send, sendButton, sendUntilAskedToWait, typed, withoutWork }
  from './form.mjs';
import { LineProxy } from './line_proxy.mjs';
import { launch, visit } from './visits.mjs';

let city;
let browser;
before(async () => {
  city = await City.start({ intake: { without_scripts_at_once: 1, without_scripts_per_minute: 60 } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const both = [true, false];
const withScripts = (scripts) => `scripts ${scripts ? 'on' : 'off'}`;
const without = (given, ...names) => Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
const alert = (page) => page.locator('main [role=alert]');

// Sends until the report is kept: without work there is room for one a second.
async function sendUntilKept(page) {
  do await send(page); while (await page.locator('.code').count() === 0);
}

for (const scripts of both) {
  test(`${withScripts(scripts)}: a mistake keeps everything, the story too`, async () => {
    const { page, close } = await visit(browser, { scripts });
    const text = labels('es');
    await openForm(city, page, 'es', { scripts });
    const given = { ...without(answers, 'act_types'), date_day: '31', date_month: '2' };
    await fill(page, given);
    const before = await typed(page);
    await send(page);
    assert.deepEqual(await typed(page), before);
    assert.ok((await page.title()).startsWith(`${text.page.common.error_prefix} `));
    const links = alert(page).locator('a');
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.hash)), ['#act_types', '#date_day']);
    assert.equal(await links.nth(1).innerText(), text.error.impossible_date);
    assert.ok(await alert(page).evaluate((box) => box === document.activeElement && box === box.parentElement.firstElementChild));

    await fill(page, { act_types: ['threat'], date_day: '28' });
    await sendUntilKept(page);
    await close();
  });

  test(`${withScripts(scripts)}: only true mistakes are mistakes`, async () => {
    const { page, close } = await visit(browser, { scripts });
    const { error } = labels('en');
    await openForm(city, page, 'en', { scripts });
    await fill(page, least);
    const nextYear = String(new Date().getFullYear() + 1);
    for (const [date, words] of [
      [{ date_year: nextYear }, error.date_in_future],
      [{ date_year: '2023', date_month: '2', date_day: '29' }, error.impossible_date],
      [{ date_year: '1815', date_month: '', date_day: '' }, error.date_too_old],
      [{ date_year: 'last year' }, error.not_a_number],
    ]) {
      await fill(page, date);
      await send(page);
      assert.deepEqual(await alert(page).locator('a').allInnerTexts(), [words]);
    }
    // A rough date is none, and warnings are no mistakes.
    await fill(page, { date_year: '2024', date_month: '2', date_day: '29', story: 'Call 212-555-0143.' });
    await sendUntilKept(page);
    await close();
  });

  test(`${withScripts(scripts)}: a story that is too long is said with its counts, at the field and above`, async () => {
    const { page, noted, close } = await visit(browser, { scripts });
    const text = labels('en');
    await openForm(city, page, 'en', { scripts });
    await fill(page, { ...least, story: 'é🙁\n'.repeat(4) + 'x'.repeat(2990) });
    const before = await typed(page);
    await send(page);
    const words = text.error.too_long.other.replace('{count}', '3,002').replace('{limit}', '3,000');
    assert.deepEqual(await alert(page).locator('a').allInnerTexts(), [words]);
    assert.ok((await page.locator('#story-error').innerText()).includes(words));
    assert.equal(await page.locator('#story').getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await typed(page), before);
    assert.equal(noted.bodies.length, scripts ? 0 : 1, 'with scripts it never left the device');
    await alert(page).locator('a').click();
    await page.waitForFunction(() => document.activeElement.id === 'story');
    await close();
  });

  test(`${withScripts(scripts)}: a page that was open too long is sent once more`, async () => {
    const { page, close } = await visit(browser, { scripts });
    const text = labels('ar').page.report;
    await openForm(city, page, 'ar', { scripts });
    await fill(page, answers);
    const before = await typed(page);
    await page.evaluate(() => { document.querySelector('[name=token]').value = 'old'; });
    const withWork = await withoutWork(page);
    await send(page);
    assert.equal(await page.locator('#problem').innerText(), text.once_more_title);
    assert.deepEqual(await typed(page), before);
    await withWork();
    await sendUntilKept(page);
    await close();
  });

  test(`${withScripts(scripts)}: the page that asks to wait holds everything, and sends it`, async () => {
    const { page, noted, close } = await visit(browser, { scripts });
    const text = labels('zh-Hans').page;
    const withWork = await withoutWork(page);
    await sendUntilAskedToWait(city, page, 'zh-Hans', answers, { scripts });
    assert.equal(await page.locator('h1').innerText(), text.wait.title);
    const held = await typed(page);
    const sealed = /^(sealed_story|report_id)=/;
    assert.deepEqual(held.filter((field) => !sealed.test(field)), asTyped(scripts ? without(answers, 'story') : answers));
    assert.equal(held.filter((field) => sealed.test(field)).length, scripts ? 2 : 0);
    await withWork();
    await sendUntilKept(page);
    const main = await page.locator('main').innerText();
    assert.ok(main.includes(scripts ? text.receipt.story_by_browser : text.receipt.story_by_server));
    if (scripts) assert.equal(noted.bodies.filter((body) => body.includes('sealed_story=')).length, noted.bodies.length);
    await close();
  });

  test(`${withScripts(scripts)}: another language keeps the answers`, async () => {
    const { page, noted, close } = await visit(browser, { scripts });
    await openForm(city, page, 'en', { scripts });
    await fill(page, answers);
    const before = await typed(page);
    await page.locator('#show_in').selectOption('ur');
    await page.locator('button[value=show]').click();
    await page.locator('html[lang=ur]').waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.deepEqual(await typed(page), before);
    assert.equal(await page.locator('[role=alert]').count(), 0);
    if (scripts) {
      assert.equal(new URLSearchParams(noted.bodies[0]).get('story'), null, 'the story stays on the device');
      await scriptsReady(page, 'ur');
    }
    await sendUntilKept(page);
    assert.equal(await page.locator('h1').innerText(), labels('ur').page.receipt.title);
    await close();
  });
}

test('scripts on: the links to other languages keep the answers too', async () => {
  const { page, close } = await visit(browser);
  await openForm(city, page, 'en');
  await fill(page, answers);
  const before = await typed(page);
  await page.locator('header nav a[hreflang=es]').click();
  await page.locator('html[lang=es]').waitFor();
  await scriptsReady(page, 'es');
  assert.deepEqual(await typed(page), before);
  assert.equal(new URL(page.url()).pathname, '/es/report');
  await sendUntilKept(page);
  await close();
});

test('scripts on: when the network fails, all is still there and can be sent again', async () => {
  const line = await LineProxy.to(city.port);
  const { page, close } = await visit(browser);
  const { script } = labels('en').page;
  await openForm(line.url, page, 'en');
  await fill(page, answers);
  const before = await typed(page);
  await line.cut();
  await send(page);
  assert.equal(await page.locator('#problem').innerText(), script.not_sent_title);
  assert.ok((await alert(page).innerText()).includes(script.not_sent));
  assert.ok(await alert(page).evaluate((box) => box === document.activeElement));
  assert.deepEqual(await typed(page), before);
  assert.equal(await sendButton(page).getAttribute('aria-disabled'), null);
  await line.mend();
  await sendUntilKept(page);
  await close();
  await line.close();
});
