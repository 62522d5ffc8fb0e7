// A demonstration city in a temporary folder, run with the real programs, and Debian's Chromium to visit it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

export const root = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const output = path.join(root, 'tests/output');
const programs = path.join(process.env.TELLSAFE_BUILD ?? path.join(root, 'build/dev'), 'service/app');

export class City {
  static async start() {
    const city = new City();
    city.home = mkdtempSync(path.join(tmpdir(), 'tellsafe-browser-'));
    city.folder = path.join(city.home, 'city');
    city.file = path.join(city.folder, 'tellsafe.toml');
    city.passphrase = path.join(city.home, 'passphrase');
    writeFileSync(city.passphrase, 'correct horse battery staple\n');
    city.tellsafe('init', city.folder, '--city', 'City of Riverbend', '--leave-url', 'https://www.weather.gov/',
      '--areas', path.join(root, 'deploy/demo/areas.json'), '--languages', 'en,es', '--demo',
      '--passphrase-file', city.passphrase);
    city.setPort(0);
    city.server = spawn(path.join(programs, 'tellsafed'), ['--config', city.file],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    city.server.stderr.on('data', (data) => { log += data; });
    for await (const line of createInterface({ input: city.server.stdout })) {
      const ready = line.match(/^listening https:\/\/.*:(\d+)$/);
      if (!ready) continue;
      city.port = Number(ready[1]);
      city.setPort(city.port);
      city.url = `https://localhost:${city.port}`;
      return city;
    }
    throw new Error(`tellsafed is not ready:\n${log}`);
  }

  setPort(port) {
    writeFileSync(this.file, readFileSync(this.file, 'utf8').replace(/^port *=.*$/m, `port = ${port}`));
  }

  // The day that the city lives in, as '2025-03-31'.
  setDay(day) {
    writeFileSync(path.join(this.folder, 'clock'), `${day}\n`);
  }

  tellsafe(...args) {
    return execFileSync(path.join(programs, 'tellsafe'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async stop() {
    const ended = new Promise((resolve) => { this.server.once('exit', resolve); });
    this.server.kill('SIGTERM');
    const code = await ended;
    rmSync(this.home, { recursive: true, force: true });
    return code;
  }
}

export function labels(language) {
  return JSON.parse(readFileSync(path.join(root, `schema/labels/${language}.json`), 'utf8'));
}

export function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A visit by somebody new: a page, and what it must not do, noted. `visit.check()` says what it did.
export async function visit(browser, { scripts = true, viewport = { width: 1280, height: 900 } } = {}) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true, javaScriptEnabled: scripts, viewport, locale: 'en-US',
  });
  const page = await context.newPage();
  const noted = { requests: [], problems: [] };
  page.on('request', (request) => noted.requests.push(`${request.method()} ${request.url()}`));
  page.on('console', (message) => {
    // A page of status 422 is an error to the console, and what the tests ask for.
    if (message.type() === 'error' && !/status of 4(04|09|22)/.test(message.text())) noted.problems.push(message.text());
  });
  page.on('pageerror', (error) => noted.problems.push(String(error)));
  return { context, page, noted, close: () => context.close() };
}

export function receiptIn(text) {
  const group = '[0-9A-HJKMNP-TV-Z]{4}';
  const found = text.match(new RegExp(`\\b(${group})[-\\s]+(${group})[-\\s]+(${group})[-\\s]+(${group})[-\\s]+(${group})\\b`));
  return found ? found.slice(1).join('-') : null;
}

export const submitReport = (page) => page.locator('form[method=post i] button[type=submit], form[method=post i] button:not([type])').last().click();
