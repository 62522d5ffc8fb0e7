// Every page of the staff's site, for everybody: axe, no sideways scrolling, targets that can be hit, dark and forced
// colors; and nothing that the content security policy had to stop. The figures have staff_group.test.mjs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { forcedColorFaults, layoutFaults, targetFaults, violations } from './checks.mjs';
import { City } from './city.mjs';
import { fill, member, person, releaseFile, signIn, signOut, unzip } from './staff.mjs';
import { desktop, launch, phone } from './visits.mjs';

let city;
let browser;
let checked = 0;
before(async () => {
  city = await City.start({ staff: {}, city: ['en', 'es'] });
  await fill(city);
  city.setDay('2025-05-20');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
  console.log(`staff pages: ${checked} pages and states`);
});

const zoomed = { width: 320, height: 256 };

// What is wrong with the page that is shown, in all lights and sizes.
async function faultsOf(guest) {
  const { page } = guest;
  const faults = [];
  const note = async (where, found) => faults.push(...(await found).map((fault) => `${where}: ${fault}`));
  for (const [name, size] of Object.entries({ desktop, phone, zoomed })) {
    await page.setViewportSize(size);
    await note(name, layoutFaults(page));
    if (name !== 'zoomed') await note(name, violations(page));
    if (name === 'phone') await note(name, targetFaults(page));
  }
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'dark' });
  await note('dark', violations(page, ['color-contrast', 'link-in-text-block']));
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await note('forced colors', forcedColorFaults(page));
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  checked += 1;
  return faults;
}

async function check(guest, what) {
  assert.deepEqual(await faultsOf(guest), [], what);
}

// What the browser complained of, but for the refusals that a test asked for.
function problems(guest) {
  return guest.noted.problems.filter((problem) => !/status of 4(01|03|04|09|22)/.test(problem));
}

test('the doors: sign-in, an invitation, one that is used up, refusals', async () => {
  const guest = await person(browser, city);
  await guest.open('/');
  await check(guest, 'sign-in');
  await guest.page.goto(city.invite('advisory_board', 'Dee Novak'));
  await check(guest, 'an invitation');
  await guest.page.goto(`${city.staff}/enrol/AAAA`);
  await check(guest, 'an invitation that is no good');
  await guest.open('/group');
  await check(guest, 'not signed in');
  await guest.open('/nothing-here');
  await check(guest, 'nothing there');
  assert.deepEqual(problems(guest), []);
  await guest.close();
});

test('the administrator’s pages', async () => {
  const guest = await member(browser, city, 'administrator', { name: 'Eli Stone' });
  const liaison = await member(browser, city, 'liaison', { name: 'Cal Reyes' });
  await check(guest, 'home');
  for (const address of ['/account', '/people', '/machines', '/audit', '/group']) {
    await guest.open(address);
    await check(guest, address);
  }
  await guest.open('/people');
  await guest.page.getByRole('link', { name: 'Cal Reyes' }).click();
  await check(guest, 'a person');
  await guest.open('/people');
  await guest.page.evaluate(() => { document.querySelectorAll('[required]').forEach((field) => field.removeAttribute('required')); });
  await guest.press('Make an invitation');
  await check(guest, 'an invitation with mistakes');
  await guest.open('/machines');
  await guest.page.locator('#name').fill('records system');
  await guest.page.locator('#owner').selectOption({ label: 'Cal Reyes, Riverbend Schools' });
  await guest.page.locator('#expires').fill('2099-12-31');
  await guest.press('Add');
  await check(guest, 'a token, once');
  assert.match(await guest.page.locator('#secret').innerText(), /^ts_/);
  assert.deepEqual(problems(guest), []);
  await guest.close();
  await liaison.close();
});

test('a brief: written, looked at, signed by two, public', async () => {
  const ana = await member(browser, city, 'working_group', { name: 'Ana Brief' });
  const ben = await member(browser, city, 'working_group', { name: 'Ben Brief' });
  const dee = await member(browser, city, 'advisory_board', { name: 'Dee Brief' });
  await ana.open('/brief');
  await check(ana, 'briefs');
  await ana.open('/brief/2025-05/edit');
  await check(ana, 'writing');
  await ana.page.locator('[name=needs]').fill('Help in Haitian Creole');
  await ana.page.locator('[name=said_1]').fill('The stop is dark.');
  await ana.press('Save');
  await check(ana, 'writing with mistakes');
  assert.equal(await ana.page.locator('[name=needs]').inputValue(), 'Help in Haitian Creole');
  await ana.page.locator('[name=did_1]').fill('Two lamps were put up.');
  await ana.press('Save');
  await check(ana, 'a draft');
  await dee.open('/brief/2025-05');
  await check(dee, 'a draft, as the board reads it');
  for (const guest of [ana, ben]) {
    await guest.open('/brief/2025-05');
    await guest.page.locator('[name=read]').check();
    await guest.page.locator('form[action$="/approve"] button').click();
    await guest.page.waitForLoadState();
  }
  await check(ben, 'a public brief, in the reading room');
  const guest = await person(browser, city);
  const until = Date.now() + 30_000;
  let answer;
  do answer = await guest.page.goto(`${city.url}/brief/2025-05`);
  while (answer.status() !== 200 && Date.now() < until);
  assert.equal(answer.status(), 200);
  await guest.page.getByText('Two lamps were put up.').waitFor();
  assert.deepEqual(await violations(guest.page), []);
  assert.deepEqual(await layoutFaults(guest.page), []);
  for (const one of [ana, ben, dee, guest]) {
    assert.deepEqual(problems(one), []);
    await one.close();
  }
  assert.ok(city.audit().some((line) => line.includes('brief_approved') && line.includes('Ana Brief')));
  assert.ok(city.audit().some((line) => line.includes('brief_approved') && line.includes('Ben Brief')));
});

test('an export: looked at, signed by two, taken, the same bytes as the release', async () => {
  const cal = await member(browser, city, 'liaison', { name: 'Cal Export' });
  const ana = await member(browser, city, 'working_group', { name: 'Ana Export' });
  await cal.open('/liaison');
  await check(cal, 'exports');
  for (const guest of [cal, ana]) {
    await guest.open('/liaison/2024');
    await check(guest, 'an export');
    await guest.page.locator('[name=looked]').check();
    await guest.press('Approve it');
  }
  await cal.open('/liaison/2024');
  const [download] = await Promise.all([cal.page.waitForEvent('download'), cal.page.getByRole('link', { name: 'Download the ZIP' }).click()]);
  const file = path.join(city.folder, 'export.zip');
  writeFileSync(file, '');
  await download.saveAs(file);
  for (const [name, content] of Object.entries(unzip(file))) {
    assert.ok(content.equals(releaseFile(city, '2024', 'state_police', name)), name);
  }
  await signOut(cal);
  await signIn(cal, city);
  assert.deepEqual(problems(cal), []);
  await cal.close();
  await ana.close();
});

test('what matters asks for the passkey again, says when it does not answer, and loses nothing', async () => {
  const strict = await City.start({ staff: { fresh_seconds: 0 }, city: ['en'] });
  const guest = await member(browser, strict, 'administrator', { name: 'Ada Again' });
  await guest.open('/people');
  await guest.page.locator('#name').fill('Nora <New>');
  await guest.page.locator('#organization').fill('Riverbend Clergy');
  await guest.page.locator('#expires').fill('2030-01-31');
  await guest.press('Make an invitation');
  await guest.page.getByRole('heading', { name: 'Show your passkey' }).waitFor();
  await check(guest, 'asked again');
  await guest.authenticator.verifies(false);
  await guest.page.getByRole('button', { name: 'Go on with a passkey' }).click();
  await guest.page.getByRole('alert').waitFor();
  await guest.authenticator.verifies(true);
  await guest.press('Go on with a passkey');
  await guest.page.getByRole('heading', { name: 'Invitation for Nora <New>' }).waitFor();
  assert.deepEqual(problems(guest), []);
  await guest.close();
  assert.equal(await strict.stop(), 0);
});
