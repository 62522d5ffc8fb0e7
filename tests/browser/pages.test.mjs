// What every page asks of a browser and leaves in it, and pictures of every page and state for people to look at.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { City, languages, output, someLanguages } from './city.mjs';
import { releaseNumbers, scarce, states } from './states.mjs';
import { desktop, kept, keptNothing, launch, phone, visit } from './visits.mjs';

let city;
let browser;
let counted;
before(async () => {
  rmSync(output, { recursive: true, force: true });
  city = await City.start({ intake: scarce });
  browser = await launch();
  const { page, close } = await visit(browser);
  counted = await releaseNumbers(city, page);
  await close();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

const addresses = (language) => ['', ...['', '/report', '/receipt', '/support', '/safety', '/about', '/numbers', '/numbers/2025-Q1', '/numbers/protection', '/nothing-here']
  .map((end) => `/${language}${end}`)];

const policy = /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; script-src 'self'; worker-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/;

describe('what pages ask for and keep', { concurrency: 2 }, () => {
  for (const language of languages) {
    it(`${language}: without scripts each page is one request, and leaves nothing`, async () => {
      const { context, page, noted, close } = await visit(browser, { scripts: false });
      for (const address of addresses(language)) {
        noted.requests.length = 0;
        const response = await page.goto(`${city.url}${address || '/'}`);
        assert.deepEqual(noted.requests, [`GET ${city.url}${address || '/'}`]);
        const headers = await response.allHeaders();
        assert.match(headers['content-security-policy'], policy);
        assert.equal(headers['referrer-policy'], 'no-referrer');
        // What says that somebody was here is not kept; numbers are for everybody.
        if (!address.includes('/numbers')) assert.equal(headers['cache-control'], 'no-store');
      }
      assert.deepEqual(noted.problems, []);
      assert.deepEqual(await context.cookies(), []);
      await close();
    });
  }

  for (const language of ['en', 'ur']) {
    it(`${language}: with scripts each page asks only this site, and leaves nothing`, async () => {
      const { context, page, noted, close } = await visit(browser);
      for (const address of addresses(language)) {
        await page.goto(`${city.url}${address}`, { waitUntil: 'networkidle' });
        assert.ok(noted.requests.every((one) => one.startsWith(`GET ${city.url}/`)), noted.requests.join('\n'));
        const integrity = await page.locator('script').evaluateAll((all) => all.map((one) => /^sha(256|384)-/.test(one.integrity) && one.text === ''));
        assert.deepEqual(integrity, address.endsWith('/report') ? [true, true] : [true]);
        assert.deepEqual(await kept(page), keptNothing);
      }
      assert.deepEqual(noted.problems, []);
      assert.deepEqual(await context.cookies(), []);
      await close();
    });
  }
});

const devices = { phone: { viewport: phone }, desktop: { viewport: desktop }, 'phone-dark': { viewport: phone, colorScheme: 'dark' } };

describe('pictures', { concurrency: 2 }, () => {
  for (const language of someLanguages) {
    for (const [device, looks] of Object.entries(devices)) {
      if (device === 'phone-dark' && language !== 'en') continue;
      it(`${language}, ${device}: every page and state`, async () => {
        const { page, noted, close } = await visit(browser, looks);
        const folder = path.join(output, language, device);
        mkdirSync(folder, { recursive: true });
        for await (const state of states(city, page, language, counted)) {
          // The way out is drawn where the page begins.
          await page.evaluate(() => window.scrollTo(0, 0));
          await page.screenshot({ path: path.join(folder, `${state}.png`), fullPage: true });
        }
        assert.deepEqual(noted.problems, []);
        assert.ok(noted.requests.every((one) => one.includes(` ${city.url}/`)), noted.requests.join('\n'));
        await close();
      });
    }
  }
});
