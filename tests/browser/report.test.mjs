// The whole way of a resident: with and without scripts, on a phone and on a desk, in four languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, labels, someLanguages } from './city.mjs';
import { answers, asTyped, fill, openForm, receiptOn, send, typed } from './form.mjs';
import { desktop, kept, keptNothing, launch, phone, visit } from './visits.mjs';

const bodySize = 24_576;

let city;
let browser;
before(async () => { city = await City.start(); browser = await launch(); });
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

async function toTheForm(page, language) {
  await page.goto(city.url);
  await page.locator(`main a[hreflang="${language}"]`).click();
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  await page.locator(`main a.button[href="/${language}/report"]`).click();
  await page.locator('form#form').waitFor();
}

// What the browser gave away.
function assertSealed(body) {
  const sent = new URLSearchParams(body);
  assert.equal(body.length, bodySize);
  assert.equal(sent.get('story'), null);
  assert.match(sent.get('report_id'), /^[0-9a-f]{16}$/);
  assert.ok(Buffer.from(sent.get('sealed_story'), 'base64url').toString('latin1').startsWith('age-encryption.org/v1\n'));
  assert.ok(sent.get('work'));
  assert.ok(!decodeURIComponent(body.replaceAll('+', ' ')).includes('váyanse'));
  assert.deepEqual(sent.getAll('act_types'), answers.act_types);
}

async function lookUpAndWithdraw(page, language, receipt) {
  const text = labels(language).page.look_up;
  const look = async (code) => {
    await page.goto(`${city.url}/${language}/receipt`);
    await page.locator('#receipt').fill(code);
    await page.locator('button[value=look]').click();
  };
  const says = (title) => page.locator('h1', { hasText: title }).waitFor();
  await look(receipt.toLowerCase().replaceAll('-', ' '));
  await says(text.kept_title);
  await page.locator('button[value=withdraw]').click();
  await says(text.withdrawn_title);
  await look(receipt);
  await says(text.not_found_title);
}

for (const language of someLanguages) {
  for (const [device, viewport] of Object.entries({ phone, desktop })) {
    for (const scripts of [true, false]) {
      test(`${language}, ${device}, scripts ${scripts ? 'on' : 'off'}: report, keep the receipt, look it up, withdraw`, async () => {
        const text = labels(language).page;
        const { page, noted, context, close } = await visit(browser, { scripts, viewport });
        await toTheForm(page, language);
        await openForm(city, page, language, { scripts });
        assert.equal(await page.locator('#story-sealing').innerText(), scripts ? text.script.seals : text.report.sealed_here);
        await fill(page, answers);
        assert.deepEqual(await typed(page), asTyped(answers));
        await send(page);

        assert.equal(await page.locator('h1').innerText(), text.receipt.title);
        const main = await page.locator('main').innerText();
        assert.ok(main.includes(scripts ? text.receipt.story_by_browser : text.receipt.story_by_server));
        assert.ok(!main.includes(scripts ? text.receipt.story_by_server : text.receipt.story_by_browser));
        assert.ok(await page.locator('.places li').count() > 0, 'places that help');
        const body = noted.bodies.at(-1);
        if (scripts) assertSealed(body);
        else assert.equal(new URLSearchParams(body).get('story'), answers.story.replaceAll('\n', '\r\n'));

        const receipt = await receiptOn(page);
        if (scripts) assert.deepEqual(await kept(page), keptNothing);
        await lookUpAndWithdraw(page, language, receipt);
        assert.deepEqual(noted.problems, []);
        assert.ok(noted.requests.every((request) => request.includes(` ${city.url}/`)), noted.requests.join('\n'));
        assert.deepEqual(await context.cookies(), []);
        await close();
      });
    }
  }
}

test('a story that a browser sealed is opened with the reviewers\' key, whole', async () => {
  const { page, noted, close } = await visit(browser);
  await openForm(city, page, 'es');
  await fill(page, answers);
  await send(page);
  const id = new URLSearchParams(noted.bodies.at(-1)).get('report_id');
  const opened = city.tellsafe('open', id, '--config', city.file, '--passphrase-file', city.passphrase);
  assert.ok(opened.replaceAll('\r', '').includes(answers.story), opened);
  await close();
});
