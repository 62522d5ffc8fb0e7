// Leaving fast, and what Back shows afterwards, in a browser that keeps pages for Back as people's browsers do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City } from './city.mjs';
import { answers, fill, openForm, receiptOn, send } from './form.mjs';
import { launch, visit } from './visits.mjs';

const story = 'Nobody may find these words.';
const given = { ...answers, story };

let city;
let browser;
before(async () => { city = await City.start(); browser = await launch({ keepsPages: true }); });
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const places = {
  'the form': async (page, scripts) => {
    await openForm(city, page, 'en', { scripts });
    await fill(page, given);
  },
  'the form with mistakes': async (page, scripts) => {
    await openForm(city, page, 'en', { scripts });
    await fill(page, { ...given, date_day: '31', date_month: '2' });
    await send(page);
    assert.equal(await page.locator('[name=story]').inputValue(), story);
  },
  'the receipt': async (page, scripts) => {
    await openForm(city, page, 'en', { scripts });
    await fill(page, given);
    await send(page);
    return receiptOn(page);
  },
  'the look-up': async (page) => {
    await page.goto(`${city.url}/en/receipt`);
    await page.locator('#receipt').fill('ABCD-EFGH-JKMN-PQRS-TVWX');
    return 'ABCD-EFGH-JKMN-PQRS-TVWX';
  },
};

const ways = {
  'with a click': (page) => page.locator('a[data-leave]').click(),
  'with three presses of Shift': async (page) => {
    for (let i = 0; i < 3; ++i) await page.keyboard.press('Shift');
  },
};

// The driver loses sight of pages that the browser kept, so it is asked directly.
class History {
  static async of({ context, page }) {
    const history = new History();
    history.session = await context.newCDPSession(page);
    await history.session.send('Page.enable');
    return history;
  }
  async entries() {
    const { entries, currentIndex } = await this.session.send('Page.getNavigationHistory');
    return { before: entries.slice(0, currentIndex), addresses: entries.map((entry) => entry.url) };
  }
  // Nothing between two pages: then nobody answers.
  async evaluate(expression) {
    const nobody = { result: {} };
    const { result } = await Promise.race([
      this.session.send('Runtime.evaluate', { expression }).catch(() => nobody),
      new Promise((resolve) => { setTimeout(resolve, 1000, nobody); }),
    ]);
    return result.value;
  }
  // Goes back and says what is there: the address, and every word that can be read or stands in a field.
  async back() {
    const { before: earlier } = await this.entries();
    const arrived = new Promise((resolve) => { this.session.once('Page.frameNavigated', resolve); });
    await this.session.send('Page.navigateToHistoryEntry', { entryId: earlier.at(-1).id });
    await arrived;
    const found = `location.href === ${JSON.stringify(city.neutral)} || document.readyState !== 'complete' ? '' : JSON.stringify({
      address: location.href,
      words: [document.title, document.body.textContent, ...Array.from(document.querySelectorAll('input, textarea, select'),
        (field) => ['checkbox', 'radio'].includes(field.type) ? '' : field.value)].join(' '),
      chosen: Array.from(document.querySelectorAll(':is(input, option):checked'))
        .filter((one) => one.value !== '' && !one.closest('#show_in')).map((one) => one.value),
    })`;
    const until = Date.now() + 20_000;
    let said;
    do said = await this.evaluate(found); while (!said && Date.now() < until);
    return JSON.parse(said);
  }
}

function nothingOf(receipt, { words, chosen }) {
  assert.ok(!words.includes(story) && !words.includes('2024'), words);
  if (receipt) assert.ok(!words.replace(/\s/g, '').includes(receipt), 'the receipt is there');
  assert.deepEqual(chosen, []);
}

for (const [where, go] of Object.entries(places)) {
  for (const [how, leave] of Object.entries(ways)) {
    test(`scripts on, ${where}, ${how}: Back goes to the page before, and no answer is there`, async () => {
      const visitor = await visit(browser);
      const { page, close } = visitor;
      await page.goto(`${city.url}/en`);
      const receipt = await go(page, true);
      await Promise.all([page.waitForURL(city.neutral), leave(page)]);
      const history = await History.of(visitor);
      const { addresses } = await history.entries();
      assert.deepEqual(addresses.filter((address) => /report|receipt/.test(address)), [], 'the entry is replaced');
      const found = await history.back();
      assert.equal(found.address, `${city.url}/en`);
      nothingOf(receipt, found);
      await close();
    });
  }

  test(`scripts off, ${where}: after the plain link, Back shows no answer`, async () => {
    const visitor = await visit(browser, { scripts: false });
    const { page, close } = visitor;
    await page.goto(`${city.url}/en`);
    const receipt = await go(page, false);
    await Promise.all([page.waitForURL(city.neutral), ways['with a click'](page)]);
    nothingOf(receipt, await (await History.of(visitor)).back());
    await close();
  });
}

test('two presses of Shift, or others between, leave nothing', async () => {
  const { page, close } = await visit(browser);
  await openForm(city, page, 'en');
  await page.locator('[name=story]').focus();
  for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift', 'b']) await page.keyboard.press(key);
  assert.equal(page.url(), `${city.url}/en/report`);
  assert.equal(await page.locator('[name=story]').inputValue(), 'ab');
  await close();
});

test('words that were left by another link are not there after Back either', async () => {
  for (const scripts of [true, false]) {
    const visitor = await visit(browser, { scripts });
    const { page, close } = visitor;
    await openForm(city, page, 'en', { scripts });
    await fill(page, given);
    await page.goto(city.neutral);
    nothingOf(null, await (await History.of(visitor)).back());
    await close();
  }
});
