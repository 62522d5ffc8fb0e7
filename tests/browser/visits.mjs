// Debian's Chromium, and visits to a city by somebody new.
import { chromium } from 'playwright-core';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

const options = {
  executablePath: '/usr/bin/chromium',
  chromiumSandbox: process.getuid() !== 0,
  args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
};
const asForPeople = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

// With `keepsPages` the browser keeps pages for Back as it does for people; the driver turns that off otherwise.
export function launch({ keepsPages = false } = {}) {
  return chromium.launch({ ...options, ...(keepsPages ? asForPeople : {}) });
}

// A browser of its owner's, in no private window: what it remembers lies in `folder`, also after it is closed.
export async function openAtHome(folder, { scripts = true } = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    ...options, ...asForPeople, ignoreHTTPSErrors: true, javaScriptEnabled: scripts, viewport: desktop, locale: 'en-US',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { page, close: () => context.close() };
}

// A page of a person of whom the browser knows nothing yet, with what it did noted.
export async function visit(browser, { scripts = true, viewport = desktop, ...more } = {}) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true, javaScriptEnabled: scripts, viewport, locale: 'en-US', ...more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const noted = { requests: [], bodies: [], problems: [] };
  page.on('request', (request) => {
    noted.requests.push(`${request.method()} ${request.url()}`);
    if (request.method() === 'POST') noted.bodies.push(request.postData() ?? '');
  });
  page.on('console', (message) => {
    // A page of status 422 is an error to the console, and what the tests ask for.
    if (message.type() === 'error' && !/status of 4(04|09|22|29)/.test(message.text())) noted.problems.push(message.text());
  });
  page.on('pageerror', (error) => noted.problems.push(String(error)));
  return { context, page, noted, close: () => context.close() };
}

// What a browser keeps of a site beyond its pages.
export function kept(page) {
  return page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
}
export const keptNothing = { local: 0, session: 0, cookies: '', caches: 0, databases: 0, workers: 0 };
