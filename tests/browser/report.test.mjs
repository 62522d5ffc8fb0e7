// The whole way of a resident in a real browser: with and without scripts, in English and in Spanish.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, labels, launch, receiptIn, submitReport, visit } from './city.mjs';

let city;
let browser;
before(async () => { city = await City.start(); browser = await launch(); });
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

async function fill(page) {
  await page.locator('input[name=reporter_role][value=i_saw_or_heard_it]').check();
  await page.locator('input[name=act_types][value=threat]').check();
  await page.locator('input[name=act_types][value=insults_or_slurs]').check();
  await page.locator('input[name=bias_targets][value=age]').check();
  await page.locator('input[name=date_month]').fill('3');
  await page.locator('input[name=date_year]').fill('2024');
  await page.locator('input[name=date_is_approximate]').check();
  await page.locator('select[name=area]').selectOption('not_sure');
  await page.locator('select[name=place_kind]').selectOption('transit');
  await page.locator('textarea[name=story]').fill('Nos gritaron «váyanse».\n\nDos veces. 🙁');
  await page.locator('input[name=share_with_state_police]').check();
}

for (const language of ['en', 'es']) {
  for (const scripts of [true, false]) {
    test(`${language}, scripts ${scripts ? 'on' : 'off'}: send, keep the receipt, look it up, withdraw`, async () => {
      const text = labels(language).page;
      const { page, noted, context, close } = await visit(browser, { scripts });
      await page.goto(city.url);
      await page.locator(`main a[href="/${language}/report"]`).first().click();
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      await fill(page);
      await submitReport(page);

      assert.match(await page.locator('h1').innerText(), new RegExp(text.receipt.title));
      const receipt = receiptIn(await page.locator('main').innerText());
      assert.ok(receipt, 'a receipt stands on the page');

      for (const [button, title] of [['look', text.look_up.kept_title], ['withdraw', text.look_up.withdrawn_title]]) {
        if (button === 'look') {
          await page.goto(`${city.url}/${language}/receipt`);
          await page.locator('input[name=receipt]').first().fill(receipt.toLowerCase().replaceAll('-', ' '));
        }
        await page.locator(`button[name=action][value=${button}]`).click();
        assert.ok((await page.locator('main').innerText()).includes(title), title);
      }
      await page.goto(`${city.url}/${language}/receipt`);
      await page.locator('input[name=receipt]').first().fill(receipt);
      await page.locator('button[name=action][value=look]').click();
      assert.ok((await page.locator('main').innerText()).includes(text.look_up.not_found_title));

      assert.deepEqual(noted.problems, []);
      assert.ok(noted.requests.every((request) => request.includes(` ${city.url}/`)), noted.requests.join('\n'));
      assert.deepEqual(await context.cookies(), []);
      await close();
    });
  }
}

test('a mistake keeps everything that was typed, and leads to the field', async () => {
  for (const scripts of [true, false]) {
    const { page, close } = await visit(browser, { scripts });
    await page.goto(`${city.url}/es/report`);
    await fill(page);
    await page.locator('input[name=act_types][value=threat]').uncheck();
    await page.locator('input[name=act_types][value=insults_or_slurs]').uncheck();
    await page.locator('input[name=date_day]').fill('31');
    await page.locator('input[name=date_month]').fill('2');
    await submitReport(page);

    const text = labels('es');
    assert.ok((await page.title()).startsWith(text.page.common.error_prefix));
    const first = page.locator(`a[href^="#"]:has-text("${text.question.act_types.required}")`).first();
    await first.click();
    const target = new URL(page.url()).hash;
    assert.equal(await page.locator(target).count(), 1, `${target} is on the page`);

    assert.ok(await page.locator('input[name=reporter_role][value=i_saw_or_heard_it]').isChecked());
    assert.ok(await page.locator('input[name=bias_targets][value=age]').isChecked());
    assert.ok(await page.locator('input[name=date_is_approximate]').isChecked());
    assert.ok(await page.locator('input[name=share_with_state_police]').isChecked());
    assert.equal(await page.locator('input[name=date_day]').inputValue(), '31');
    assert.equal(await page.locator('input[name=date_month]').inputValue(), '2');
    assert.equal(await page.locator('input[name=date_year]').inputValue(), '2024');
    assert.equal(await page.locator('select[name=area]').inputValue(), 'not_sure');
    assert.equal(await page.locator('select[name=place_kind]').inputValue(), 'transit');
    assert.equal(await page.locator('textarea[name=story]').inputValue(), 'Nos gritaron «váyanse».\n\nDos veces. 🙁');

    await page.locator('input[name=act_types][value=threat]').check();
    await page.locator('input[name=date_day]').fill('28');
    await submitReport(page);
    assert.ok(receiptIn(await page.locator('main').innerText()), 'mended and sent');
    await close();
  }
});
