// What every page does and leaves alone in a real browser, and pictures of it for people to look at.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { City, labels, launch, output, submitReport, visit } from './city.mjs';

const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

let city;
let browser;
before(async () => {
  mkdirSync(output, { recursive: true });
  city = await City.start();
  city.setDay('2025-02-10');
  browser = await launch();
  await release();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

// Enough reports for a quarter whose numbers are shown.
async function release() {
  const { context, close } = await visit(browser);
  for (let i = 0; i < 24; ++i) {
    const sent = await context.request.post(`${city.url}/en/report`, {
      form: { reporter_role: 'rather_not_say', act_types: i < 12 ? 'threat' : 'graffiti_symbol_or_flyer', bias_targets: 'age' },
    });
    assert.equal(sent.status(), 200);
  }
  await close();
  city.setDay('2025-05-20');
  city.tellsafe('release', '2025-Q1', '--config', city.file, '--passphrase-file', city.passphrase);
}

// The numbers appear when the reading room has seen the release.
async function openNumbers(page, language) {
  for (let tries = 0; tries < 300; ++tries) {
    await page.goto(`${city.url}/${language}/numbers`);
    if (await page.locator('table').count() > 0) return;
    await page.waitForTimeout(100);
  }
  assert.fail('the release does not appear');
}

const plainPages = (language) => ['', `${language}/report`, `${language}/receipt`, `${language}/about`,
  `${language}/numbers`, `${language}/nothing-here`];

for (const language of ['en', 'es']) {
  test(`${language}: each page is one request, with no cookie, nothing kept and nothing to complain about`, async () => {
    for (const address of plainPages(language)) {
      const { context, page, noted, close } = await visit(browser);
      await page.goto(`${city.url}/${address}`, { waitUntil: 'networkidle' });
      assert.deepEqual(noted.requests, [`GET ${city.url}/${address}`]);
      assert.deepEqual(noted.problems, []);
      assert.deepEqual(await context.cookies(), []);
      const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
      assert.deepEqual(kept, [0, 0, '']);
      await close();
    }
  });

  test(`${language}: the way out is the first stop of the keyboard, and always in view`, async () => {
    for (const address of plainPages(language)) {
      const { page, close } = await visit(browser, { viewport: sizes.phone });
      await page.goto(`${city.url}/${address}`);
      await page.keyboard.press('Tab');
      const first = await page.evaluate(() => ({
        href: document.activeElement.href, text: document.activeElement.innerText,
      }));
      assert.equal(first.href, 'https://www.weather.gov/', address);
      if (address !== '') assert.equal(first.text.trim(), labels(language).page.common.leave);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const box = await page.locator('a[href="https://www.weather.gov/"]').first().boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= sizes.phone.height, `${address}: ${JSON.stringify(box)}`);
      await close();
    }
  });

  test(`${language}: the form can be filled in and sent by keyboard alone`, async () => {
    const { page, close } = await visit(browser);
    await page.goto(`${city.url}/${language}/report`);
    const sent = { radio: false, act: false, bias: false };
    for (let stop = 0; stop < 400; ++stop) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => ({
        name: document.activeElement.name, tag: document.activeElement.tagName, inForm: !!document.activeElement.form,
      }));
      if (here.name === 'reporter_role' && !sent.radio) { sent.radio = true; await page.keyboard.press('Space'); }
      if (here.name === 'act_types' && !sent.act) { sent.act = true; await page.keyboard.press('Space'); }
      if (here.name === 'bias_targets' && !sent.bias) { sent.bias = true; await page.keyboard.press('Space'); }
      if (here.tag === 'BUTTON' && here.inForm) {
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        break;
      }
    }
    assert.deepEqual(sent, { radio: true, act: true, bias: true });
    assert.equal(await page.locator('h1').innerText(), labels(language).page.receipt.title);
    await close();
  });

  for (const [name, viewport] of Object.entries(sizes)) {
    test(`${language}, ${name}: pictures of every page; none is wider than the screen`, async () => {
      const { page, close } = await visit(browser, { viewport });
      const picture = async (what) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${what} is ${wide} px too wide`);
        await page.screenshot({ path: path.join(output, `${language}-${name}-${what}.png`), fullPage: true });
      };
      await page.goto(city.url);
      await picture('home');
      await page.goto(`${city.url}/${language}/about`);
      await picture('about');
      await page.goto(`${city.url}/${language}/report`);
      await picture('report');
      await page.locator('textarea[name=story]').fill('x'.repeat(3001));
      await submitReport(page);
      await picture('report-with-errors');
      for (const question of ['reporter_role', 'act_types', 'bias_targets']) {
        await page.locator(`input[name=${question}]`).first().check();
      }
      await page.locator('textarea[name=story]').fill('A story.');
      await submitReport(page);
      await picture('receipt');
      await page.goto(`${city.url}/${language}/receipt`);
      await picture('look-up');
      await page.locator('input[name=receipt]').first().fill('ABCD');
      await page.locator('button[name=action][value=look]').click();
      await picture('look-up-malformed');
      await page.goto(`${city.url}/${language}/nothing-here`);
      await picture('not-found');
      await openNumbers(page, language);
      await picture('numbers');
      await close();
    });
  }
}
