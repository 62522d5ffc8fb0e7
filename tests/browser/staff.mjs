// People of the staff: a browser each, with an authenticator in it, and what they read.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addAuthenticator } from './authenticator.mjs';
import { visit } from './visits.mjs';

export const roles = ['working_group', 'liaison', 'advisory_board', 'administrator'];

// What each role may read, as links of the menu; every other address of the site is refused.
export const menus = {
  working_group: ['/group', '/brief', '/liaison', '/account'],
  liaison: ['/liaison', '/account'],
  advisory_board: ['/brief', '/account'],
  administrator: ['/people', '/machines', '/audit', '/account'],
};

// Somebody with a browser of their own that trusts the city's certificate.
export async function person(browser, city, options = {}) {
  const guest = await visit(browser, options);
  guest.authenticator = await addAuthenticator(guest.page);
  guest.open = (address) => guest.page.goto(`${city.staff}${address}`);
  // Presses a button that leads to another page.
  guest.press = async (name) => {
    const button = guest.page.getByRole('button', { name, exact: true });
    await button.waitFor();
    await Promise.all([guest.page.waitForEvent('framenavigated'), button.click()]);
    await guest.page.waitForLoadState();
  };
  return guest;
}

// Invited, enrolled and signed in.
export async function member(browser, city, role, { name = `The ${role.replaceAll('_', ' ')}`, ...options } = {}) {
  const link = city.invite(role, name);
  const guest = await person(browser, city, options);
  await guest.page.goto(link);
  await guest.page.locator('#label').fill('a test key');
  await guest.press('Make a passkey');
  await guest.page.getByRole('heading', { name: 'Reading room' }).waitFor();
  return guest;
}

// Leaves the session, keeps the passkey.
export async function signOut(guest) {
  await guest.press('Sign out');
  await guest.page.getByRole('heading', { name: 'Sign in' }).waitFor();
}
export async function signIn(guest, city) {
  await guest.open('/');
  await guest.press('Sign in with a passkey');
}

// Two years of reports and all that is due of them.
export async function fill(city, reports = 400) {
  const feed = ['demo', 'feed', '--config', city.file, '--reports', String(reports), '--seed', '7', '--from', '2023-01-01',
    '--to', '2025-03-31', '--connections', '8'];
  await city.tellsafeSlowly(...feed);
  await city.tellsafeSlowly('release', '--due', '--config', city.file, '--passphrase-file', city.passphrase);
}

export function releaseFile(city, period, audience, name) {
  return readFileSync(path.join(city.folder, 'releases', period, audience, name));
}

// The files in a ZIP, by name.
export function unzip(file) {
  const names = execFileSync('unzip', ['-Z1', file], { encoding: 'utf8' }).trim().split('\n');
  return Object.fromEntries(names.map((name) => [name, execFileSync('unzip', ['-p', file, name])]));
}
