// What an ordinary window of the browser leaves on the disk of the device, for whoever looks there afterwards.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { City } from './city.mjs';
import { answers, fill, openForm, receiptOn, send, sendUntilAskedToWait } from './form.mjs';
import { openAtHome } from './visits.mjs';

const mark = 'zqQuokkaPergola41879';
const given = { ...answers, story: `Nobody may find ${mark}.` };

let city;
before(async () => {
  city = await City.start({ city: ['en'], intake: { without_scripts_per_minute: 1, without_scripts_at_once: 1 } });
});
after(async () => { assert.equal(await city?.stop(), 0); });

// The files that hold a word of ASCII, in bytes or in UTF-16.
function filesWith(folder, word) {
  const spellings = [Buffer.from(word, 'latin1'), Buffer.from(word, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => spellings.some((spelling) => readFileSync(file).includes(spelling)));
}

async function lookUp(page, receipt) {
  await page.goto(`${city.url}/en/receipt`);
  await page.locator('#receipt').fill(receipt);
  await page.locator('button[value=look]').click();
  await page.locator('button[value=withdraw]').waitFor();
}

for (const scripts of [true, false]) {
  test(`scripts ${scripts ? 'on' : 'off'}: neither a story nor a receipt is on the disk`, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tellsafe-home-'));
    const { page, close } = await openAtHome(folder, { scripts });
    await openForm(city, page, 'en', { scripts });
    await fill(page, { ...given, date_day: '31', date_month: '2' });
    await send(page);
    await fill(page, { date_day: '', date_month: '3' });
    await send(page);
    const receipt = await receiptOn(page);
    await lookUp(page, receipt);
    if (!scripts) {
      await sendUntilAskedToWait(city, page, 'en', given, { scripts });
      await page.locator('form#form button').click();
      await page.waitForLoadState();
    }
    await page.goto(city.neutral);
    await close();

    assert.notDeepEqual(filesWith(folder, `${city.url}/en/receipt`), [], 'this browser remembers where it was');
    assert.deepEqual(filesWith(folder, mark), []);
    assert.deepEqual(filesWith(folder, receipt), []);
    rmSync(folder, { recursive: true, force: true });
  });
}
