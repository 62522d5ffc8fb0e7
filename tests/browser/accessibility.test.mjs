// WCAG 2.2 AA on every page, in every language, in every state: light, dark and with forced colors, on a narrow screen,
// at 400 % and with text spaced out.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { forcedColorFaults, layoutFaults, leaveFaults, motionFaults, spaceText, targetFaults, violations } from './checks.mjs';
import { City, languages } from './city.mjs';
import { releaseNumbers, scarce, states } from './states.mjs';
import { desktop, launch, phone, visit } from './visits.mjs';

// 1280 by 1024 at 400 %; as narrow as a screen has to be for.
const zoomed = { width: 320, height: 256 };
const colors = ['color-contrast', 'link-in-text-block'];
// The rules of color are judged once in each direction of writing: the style is one for all languages.
const colorful = ['en', 'ar'];

let city;
let browser;
let counted;
let pages = 0;
let checks = 0;
before(async () => {
  city = await City.start({ intake: scarce });
  browser = await launch();
  const { page, close } = await visit(browser);
  counted = await releaseNumbers(city, page);
  await close();
});
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
  console.log(`accessibility: ${pages} pages and states in ${languages.length} languages, ${checks} checks`);
});

async function inColors(page, faults) {
  await page.emulateMedia({ colorScheme: 'dark' });
  await faults('dark', violations(page, colors));
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await faults('forced colors, dark', forcedColorFaults(page));
  await page.emulateMedia({ colorScheme: null });
  await faults('forced colors', forcedColorFaults(page));
  await page.emulateMedia({ forcedColors: null });
}

async function inSizes(page, faults) {
  await faults('targets', targetFaults(page));
  await page.setViewportSize(phone);
  await faults('targets on a phone', targetFaults(page));
  await page.setViewportSize(zoomed);
  await faults('at 400 %', layoutFaults(page));
  await faults('at 400 %', leaveFaults(page));
  await spaceText(page, true);
  await faults('at 400 % with text spaced', layoutFaults(page));
  await page.setViewportSize(desktop);
  await faults('with text spaced', layoutFaults(page));
  await spaceText(page, false);
}

describe('accessibility', { concurrency: 2 }, () => {
  for (const language of languages) {
    it(`${language}: every page and state`, async () => {
      const { page, close } = await visit(browser, { reducedMotion: 'reduce' });
      const found = [];
      for await (const state of states(city, page, language, counted)) {
        ++pages;
        const faults = async (how, list) => {
          ++checks;
          found.push(...(await list).map((fault) => `${language} ${state}, ${how}: ${fault}`));
        };
        await faults('axe', violations(page));
        await faults('motion', motionFaults(page));
        if (colorful.includes(language)) await inColors(page, faults);
        await inSizes(page, faults);
      }
      await close();
      assert.deepEqual(found, []);
    });
  }
});
