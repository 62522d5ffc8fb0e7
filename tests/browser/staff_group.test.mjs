// The working group's figures: with and without scripts, on every screen, under the site's own content policy.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { forcedColorFaults, layoutFaults, violations } from './checks.mjs';
import { City } from './city.mjs';
import { fill, member, releaseFile } from './staff.mjs';
import { desktop, launch, phone } from './visits.mjs';

let city;
let browser;
let guest;
before(async () => {
  city = await City.start({ staff: {}, city: ['en'] });
  await fill(city, 200);
  city.tellsafe('import-history', path.resolve(import.meta.dirname, '../../deploy/demo/history.csv'), '--source', 'City police, annual report',
    '--kind', 'police', '--config', city.file);
  browser = await launch();
  guest = await member(browser, city, 'working_group');
});
after(async () => {
  await guest?.close();
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const pages = ['/group?period=2024', '/group?period=2024&compare=2023', '/group?period=2024&table=place_kind&pick=option.home&pick=option.street',
  '/group?period=2024&category=bias_targets.religion', '/group?period=2024&area=north', '/group?period=1066&table=nothing',
  '/group/trend', '/group/trend?span=year', '/group/trend?table=act_types&category=act_types.against_person',
  '/group/area', '/group/area?category=bias_targets.religion'];

const drawn = () => guest.page.waitForFunction(() =>
  [...document.querySelectorAll('figure[data-chart]')].every((figure) => figure.querySelector('[role=img] svg')));

for (const [name, viewport] of Object.entries({ desktop, phone })) {
  for (const address of pages) {
    test(`${name}: ${address} reads well and breaks no rule`, async () => {
      await guest.page.setViewportSize(viewport);
      const seen = guest.noted.problems.length;
      const answer = await guest.open(address);
      assert.equal(answer.status(), 200);
      await drawn();
      assert.deepEqual(await violations(guest.page), []);
      assert.deepEqual(await layoutFaults(guest.page), []);
      assert.deepEqual(guest.noted.problems.slice(seen), []);
    });
  }
}

test('counts of others scroll in a box of their own', async () => {
  await guest.page.setViewportSize({ width: 320, height: 640 });
  await guest.open('/group/trend');
  assert.equal(await guest.page.locator('.history .scroll table').count(), 1);
  assert.deepEqual(await layoutFaults(guest.page), []);
});

test('in the dark, with forced colors', async () => {
  await guest.page.setViewportSize(desktop);
  await guest.page.emulateMedia({ colorScheme: 'dark' });
  await guest.open('/group?period=2024&compare=2023');
  await drawn();
  assert.deepEqual(await violations(guest.page), []);
  await guest.page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  assert.deepEqual(await forcedColorFaults(guest.page), []);
  await guest.page.emulateMedia({ forcedColors: 'none' });
});

test('a picture says what its table says', async () => {
  await guest.open('/group?period=2024&table=place_kind');
  await drawn();
  const figures = JSON.parse(releaseFile(city, '2024', 'working_group', 'tables.json')).tables.find(({ id }) => id === 'place_kind');
  // A zero says that there can be no report: such rows are left out.
  const rows = figures.rows.filter(([figure], row) => row === 0 || figure !== 0);
  const written = await guest.page.locator('table[data-table=place_kind] tbody td').allInnerTexts();
  assert.equal(written.length, rows.length);
  rows.forEach(([figure], row) => {
    if (figure === null) assert.match(written[row], /^not shown(: (fewer than|between) \d|$)/);
    else assert.equal(Number(written[row].match(/^[\d,]+/)[0].replace(',', '')), figure);
  });
  const bars = await guest.page.locator('figure [role=img] g[aria-label=bar]').first().locator('rect').count();
  assert.equal(bars, rows.slice(1).filter(([figure]) => figure !== null).length);
  const name = await guest.page.locator('figure [role=img]').getAttribute('aria-label');
  assert.equal(name, (await guest.page.locator('figure figcaption').innerText()).replace(/\s+/g, ' ').trim());
});

test('without scripts the tables say it all', async () => {
  const cookies = await guest.context.cookies();
  const plain = await browser.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled: false, userAgent: await guest.page.evaluate(() => navigator.userAgent) });
  await plain.addCookies(cookies);
  const page = await plain.newPage();
  for (const address of pages) {
    assert.equal((await page.goto(`${city.staff}${address}`)).status(), 200, address);
    assert.equal(await page.locator('figure[data-chart]:visible').count(), 0);
    // A period of which nothing can be shown says so, in place of tables.
    const nothing = await page.getByText('no number can be shown').count();
    assert.ok(nothing > 0 || await page.locator('table tbody tr').count() > 0, address);
    assert.ok(nothing === 0 || address.includes('period=1066'), address);
    const cells = await page.locator('tbody td').allInnerTexts();
    assert.deepEqual(cells.filter((cell) => cell.trim() === ''), [], 'a blank can be read as zero');
  }
  await plain.close();
});

test('files are the release’s own, byte for byte', async () => {
  for (const name of ['manifest.json', 'manifest.json.minisig', 'tables.csv', 'tables.json', 'dictionary.csv', 'README.txt']) {
    const own = releaseFile(city, '2024', 'working_group', name);
    const bytes = await guest.page.evaluate(async (address) =>
      [...new Uint8Array(await (await fetch(address)).arrayBuffer())], `/group/files/2024/${name}`);
    assert.ok(Buffer.from(bytes).equals(own), name);
  }
  assert.equal(city.audit().filter((line) => /downloaded/.test(line)).length, 6);
});
