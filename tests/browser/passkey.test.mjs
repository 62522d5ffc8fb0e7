// The script of passkeys on a page of its own: what is sent, and what a person reads when nothing is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bundles } from '../web/load.mjs';
import { addAuthenticator } from './authenticator.mjs';
import { launch, visit } from './visits.mjs';

const names = ['id', 'client_data', 'attestation', 'authenticator_data', 'signature', 'user_handle'];
const person = Buffer.from('a person').toString('base64url');

function creation(excluded = []) {
  return {
    rp: { id: 'localhost', name: 'City' },
    user: { id: person, name: 'Ana', displayName: 'Ana' },
    challenge: 'AAEC',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 60_000,
    excludeCredentials: excluded.map((id) => ({ type: 'public-key', id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  };
}

const request = { challenge: 'AAEC', rpId: 'localhost', timeout: 60_000, userVerification: 'required', allowCredentials: [] };

let browser;
let server;
let origin;
let html;
let posts;

before(async (t) => {
  const script = readFileSync(path.join(bundles(t), 'passkey.js'));
  server = http.createServer(async (asked, answer) => {
    answer.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'; form-action 'self'");
    if (asked.url === '/passkey.js') return answer.setHeader('Content-Type', 'text/javascript').end(script);
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (asked.method !== 'POST') return answer.end(html);
    let body = '';
    for await (const piece of asked) body += piece;
    posts.push(Object.fromEntries(new URLSearchParams(body)));
    return answer.end('<title>Done</title>');
  });
  await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
  origin = `http://localhost:${server.address().port}`;
  browser = await launch();
});
after(async () => { await browser?.close(); server?.close(); });

// Opens a page with that form, as web/scripts/README.md has it.
async function open(page, kind, options) {
  const escaped = JSON.stringify(options).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  html = `<!doctype html><html lang="en"><title>Passkey</title>
    <form method="post" action="/done" data-passkey="${kind}" data-options="${escaped}" data-failed="Not made."
          data-known="Made before."><p data-passkey-scripts>Passkeys need scripts.</p>
    <input type="hidden" name="csrf" value="kept">
    ${names.map((name) => `<input type="hidden" name="${name}" value="">`).join('')}
    <button disabled>Go on</button></form><script src="/passkey.js" defer></script>`;
  posts = [];
  await page.goto(origin);
}

async function sent(page) {
  await page.click('button');
  await page.waitForURL('**/done');
  assert.equal(posts.length, 1);
  return posts[0];
}

async function refused(page) {
  await page.click('button');
  const words = await page.locator('[role=alert] .error').textContent();
  assert.equal(posts.length, 0);
  return words;
}

test('a passkey is made, used, and not made twice', async () => {
  const { page, noted, close } = await visit(browser);
  const authenticator = await addAuthenticator(page);
  await open(page, 'create', creation());
  const made = await sent(page);
  const [passkey] = await authenticator.passkeys();
  assert.equal(made.csrf, 'kept');
  assert.equal(made.id, Buffer.from(passkey.credentialId, 'base64').toString('base64url'));
  const said = JSON.parse(Buffer.from(made.client_data, 'base64url'));
  assert.deepEqual([said.type, said.challenge, said.origin], ['webauthn.create', 'AAEC', origin]);
  assert.match(made.attestation, /^[\w-]{200,}$/);
  assert.equal(made.signature, '');

  await open(page, 'get', request);
  const used = await sent(page);
  assert.equal(used.id, made.id);
  assert.equal(used.user_handle, person);
  assert.match(used.authenticator_data, /^[\w-]{50}$/);
  assert.match(used.signature, /^[\w-]{90,}$/);
  assert.equal(used.attestation, '');

  await open(page, 'create', creation([made.id]));
  assert.equal(await refused(page), 'Made before.');
  assert.deepEqual(noted.problems, []);
  await close();
});

test('after a failure one can try again', async () => {
  const { page, close } = await visit(browser);
  const authenticator = await addAuthenticator(page);
  await authenticator.verifies(false);
  await open(page, 'create', creation());
  assert.equal(await refused(page), 'Not made.');
  await authenticator.verifies(true);
  await sent(page);

  await page.goBack();
  await page.waitForSelector('form');
  assert.equal(await page.inputValue('[name=id]'), '');
  await close();
});

test('without scripts nothing is sent, and the page says why', async () => {
  const { page, close } = await visit(browser, { scripts: false });
  await open(page, 'get', request);
  assert.ok(await page.locator('[data-passkey-scripts]').isVisible());
  assert.ok(await page.isDisabled('button'));
  await close();

  const withScripts = await visit(browser);
  await open(withScripts.page, 'get', request);
  await withScripts.page.locator('button:enabled').waitFor();
  assert.equal(await withScripts.page.locator('[data-passkey-scripts]').count(), 0);
  await withScripts.close();
});
