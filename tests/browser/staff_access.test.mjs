// Who gets in: enrolment, signing in and out, second passkeys, the end of an agreement, revocation, and what is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City } from './city.mjs';
import { member, menus, person, roles, signIn, signOut } from './staff.mjs';
import { launch } from './visits.mjs';

let city;
let browser;
before(async () => {
  city = await City.start({ staff: {}, city: ['en'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const heading = (guest) => guest.page.locator('h1').innerText();
const sessionCookie = async (guest) => (await guest.context.cookies(city.staff)).find(({ name }) => name === '__Host-tellsafe');

for (const role of roles) {
  test(`${role}: enrols, signs out, signs in, and reads what the role may read and nothing else`, async () => {
    const guest = await member(browser, city, role);
    await signOut(guest);
    await signIn(guest, city);
    assert.equal(await heading(guest), 'Reading room');
    const menu = await guest.page.locator('header nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.deepEqual(menu, menus[role]);
    for (const address of new Set(Object.values(menus).flat())) {
      const answer = await guest.open(address);
      assert.equal(answer.status(), menus[role].includes(address) ? 200 : 403, address);
    }
    assert.deepEqual(guest.noted.problems.filter((problem) => !/status of 403/.test(problem)), []);
    await guest.close();
  });
}

test('the cookie is for this host, out of scripts’ reach, and another one after each sign-in', async () => {
  const guest = await member(browser, city, 'advisory_board', { name: 'Cookie Reader' });
  const cookie = await sessionCookie(guest);
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.secure, true);
  assert.equal(cookie.sameSite, 'Strict');
  assert.equal(cookie.path, '/');
  assert.equal(await guest.page.evaluate(() => document.cookie), '');
  await signOut(guest);
  await signIn(guest, city);
  const next = await sessionCookie(guest);
  assert.notEqual(next.value, cookie.value);
  // The residents' site has another host name, and gets no cookie. A port would not do: cookies know none.
  const residents = city.url.replace('localhost', '127.0.0.1');
  const request = guest.page.waitForRequest((sent) => sent.url().startsWith(residents));
  await guest.page.goto(`${residents}/en`);
  assert.equal((await (await request).allHeaders()).cookie, undefined);
  await guest.close();
});

test('a link makes one passkey, once', async () => {
  const link = city.invite('liaison', 'Once Only');
  const first = await person(browser, city);
  await first.page.goto(link);
  await first.press('Make a passkey');
  const second = await person(browser, city);
  const answer = await second.page.goto(link);
  assert.equal(answer.status(), 404);
  assert.equal(await heading(second), 'This invitation is no longer good');
  await first.close();
  await second.close();
});

test('a second passkey signs in, and the first one no longer does once it is revoked', async () => {
  const guest = await member(browser, city, 'working_group', { name: 'Two Keys' });
  const [first] = await guest.authenticator.passkeys();
  await guest.open('/account');
  // Just enrolled: the passkey was shown a moment ago. Another device, on which nothing is.
  await guest.authenticator.forget();
  await guest.page.locator('#label').fill('the blue one');
  await guest.press('Add a passkey');
  await guest.page.getByRole('rowheader', { name: 'the blue one' }).waitFor();
  await guest.press('Revoke a test key');
  await signIn(guest, city);
  assert.equal(await heading(guest), 'Reading room');
  await signOut(guest);
  await guest.authenticator.forget();
  await guest.authenticator.add(first);
  await signIn(guest, city);
  await guest.page.getByRole('alert').getByText('not known here, was revoked').waitFor();
  assert.ok(city.audit().some((line) => line.includes('sign_in_refused') && line.includes('revoked passkey')));
  await guest.close();
});

test('access ends with the agreement, at once, and the log says so', async () => {
  city.setDay('2030-01-10');
  const link = city.invite('working_group', 'Ends Soon', { expires: '2030-01-11' });
  const guest = await person(browser, city);
  await guest.page.goto(link);
  await guest.press('Make a passkey');
  city.setDay('2030-01-11');
  assert.equal((await guest.open('/group')).status(), 200);
  city.setDay('2030-01-12');
  assert.equal((await guest.open('/group')).status(), 403);
  assert.equal((await guest.open('/group')).status(), 401);
  await signIn(guest, city);
  assert.equal(await heading(guest), 'Sign in');
  assert.ok(city.audit().some((line) => line.includes('Ends Soon') && line.includes('agreement')));
  city.setDay('2026-11-21');
  await guest.close();
});

test('an administrator invites, stops, and invites again; each change asks for the passkey when it was long ago', async () => {
  const admin = await member(browser, city, 'administrator', { name: 'Ada Min' });
  await admin.open('/people');
  await admin.page.locator('#name').fill('Nora New');
  await admin.page.locator('#organization').fill('Riverbend Clergy');
  await admin.page.locator('#role').selectOption('advisory_board');
  await admin.page.locator('#expires').fill('2030-01-31');
  await admin.press('Make an invitation');
  const link = await admin.page.locator('#secret').innerText();
  const nora = await person(browser, city);
  await nora.page.goto(link);
  await nora.press('Make a passkey');
  assert.equal(await heading(nora), 'Reading room');

  await admin.open('/people');
  await admin.page.getByRole('link', { name: 'Nora New' }).click();
  await admin.press('Stop this account');
  assert.equal((await nora.open('/account')).status(), 401);
  await signIn(nora, city);
  assert.equal(await heading(nora), 'Sign in');

  await admin.press('Let this account in again');
  await admin.press('Invite again');
  const again = await admin.page.locator('#secret').innerText();
  await signIn(nora, city);
  assert.equal(await heading(nora), 'Sign in', 'the lost passkey is revoked');
  await nora.authenticator.forget();
  await nora.page.goto(again);
  await nora.press('Make a passkey');
  assert.equal(await heading(nora), 'Reading room');
  await admin.close();
  await nora.close();
});

test('without scripts the site says what it needs, and sends nothing', async () => {
  const guest = await person(browser, city, { scripts: false });
  await guest.open('/');
  await guest.page.getByText('Passkeys need scripts').waitFor();
  assert.equal(await guest.page.getByRole('button', { name: 'Sign in with a passkey' }).isDisabled(), true);
  await guest.close();
});
