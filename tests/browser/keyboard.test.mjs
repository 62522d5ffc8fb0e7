// The whole form by keyboard alone, and what a screen reader is told: the order of stops, focus that is seen, names of
// groups, and mistakes that are announced.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, labels } from './city.mjs';
import { openForm } from './form.mjs';
import { launch, phone, visit } from './visits.mjs';

let city;
let browser;
before(async () => { city = await City.start(); browser = await launch(); });
after(async () => {
  await browser?.close();
  assert.equal(await city?.stop(), 0);
});

// Where the keyboard stands: in the document, and whether it can be seen there.
function standing(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return null;
    // The first line of a link that has several.
    const { left, right, top, bottom } = element.getClientRects()[0];
    const style = getComputedStyle(element);
    const at = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, top + 30));
    const label = element.labels?.[0];
    return {
      what: `${element.tagName.toLowerCase()} ${element.name || element.textContent.trim().slice(0, 30)}`,
      tag: element.tagName, name: element.name ?? '', value: element.value ?? '', href: element.href ?? '',
      leave: element.matches('[data-leave]'), skip: element.matches('.skip'),
      left, right, top: top + scrollY, bottom: bottom + scrollY,
      marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
      uncovered: at !== null && (element.contains(at) || label?.contains(at) === true),
    };
  });
}

async function allStops(page) {
  const stops = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await standing(page);
    if (!stop) return stops;
    stops.push(stop);
    assert.ok(stops.length < 400, 'the keyboard gets out at the end');
  }
}

// Reading order: lower, or in the same line further on.
function follows(before, stop, rightToLeft) {
  if (stop.top >= before.bottom - 4) return true;
  if (stop.bottom <= before.top + 4) return false;
  return rightToLeft ? stop.left <= before.left : stop.left >= before.left;
}

for (const language of ['en', 'ar']) {
  for (const [device, viewport] of [['desktop', undefined], ['phone', phone], ['400 %', { width: 320, height: 256 }]]) {
    test(`${language}, ${device}: each stop of the form is in order, marked and not covered`, async () => {
      const { page, close } = await visit(browser, { viewport });
      await openForm(city, page, language);
      const stops = await allStops(page);
      assert.ok(stops[0].leave, `first stands ${stops[0].what}`);
      assert.ok(stops[1].skip, `then ${stops[1].what}`);
      assert.deepEqual(stops.filter((stop) => !stop.marked).map((stop) => stop.what), [], 'no mark of focus');
      assert.deepEqual(stops.filter((stop) => !stop.uncovered).map((stop) => stop.what), [], 'covered');
      const inPage = stops.filter((stop) => !stop.leave && !stop.skip);
      const wrong = inPage.filter((stop, i) => i > 0 && !follows(inPage[i - 1], stop, language === 'ar'));
      assert.deepEqual(wrong.map((stop) => stop.what), [], 'out of order');
      await close();
    });
  }

  test(`${language}: groups and fields have their names`, async () => {
    const { page, context, close } = await visit(browser);
    await openForm(city, page, language);
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const named = (...roles) => nodes.filter((node) => !node.ignored && roles.includes(node.role?.value))
      .map((node) => ({ role: node.role.value, name: node.name?.value ?? '' }));
    const legends = await page.locator('legend').allInnerTexts();
    const groups = named('group', 'radiogroup').map((group) => group.name);
    for (const legend of legends) {
      assert.ok(groups.some((name) => name.replace(/\s+/g, ' ').startsWith(legend.replace(/\s+/g, ' ').trim())), legend);
    }
    assert.ok(groups.length >= legends.length && groups.every((name) => name !== ''));
    const fields = named('checkbox', 'radio', 'textbox', 'combobox', 'button', 'link');
    assert.ok(fields.length > 120);
    assert.deepEqual(fields.filter((field) => field.name === ''), []);
    // Boxes and dates say little without the question that they belong to.
    assert.equal(await page.locator('input[type=radio]:not(fieldset *), input[inputmode=numeric]:not(fieldset *)').count(), 0);
    await close();
  });

  test(`${language}: the form is filled in and sent without a mouse`, async () => {
    const { page, noted, close } = await visit(browser);
    await openForm(city, page, language);
    // What is pressed at the first stop of a question.
    const presses = {
      reporter_role: ['Space', 'ArrowDown'], act_types: ['Space'], bias_targets: ['Space'], date_year: ['2', '0', '2', '4'],
      day_part: ['Space', 'ArrowDown', 'ArrowDown'], area: ['ArrowDown'], story: ['O', 'n', 'e', 'Enter', 'T', 'w', 'o'],
      leave_out_of_numbers: ['Space'],
    };
    const answered = new Set();
    for (;;) {
      await page.keyboard.press('Tab');
      const stop = await standing(page);
      if (stop.tag === 'BUTTON' && stop.name === '') break;
      if (answered.has(stop.name)) continue;
      answered.add(stop.name);
      for (const key of presses[stop.name] ?? []) await page.keyboard.press(key);
    }
    await page.keyboard.press('Enter');
    await page.locator('.code').waitFor();
    assert.equal(await page.locator('h1').innerText(), labels(language).page.receipt.title);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the new page is announced');

    const sent = new URLSearchParams(noted.bodies[0]);
    assert.equal(sent.get('reporter_role'), 'i_saw_or_heard_it');
    assert.equal(sent.get('act_types'), 'insults_or_slurs');
    assert.equal(sent.get('date_year'), '2024');
    assert.equal(sent.get('day_part'), 'evening');
    assert.ok(sent.get('area'));
    assert.equal(sent.get('leave_out_of_numbers'), 'yes');
    assert.ok(sent.get('sealed_story') && !sent.get('story'));
    await close();
  });

  for (const scripts of [true, false]) {
    test(`${language}, scripts ${scripts ? 'on' : 'off'}: mistakes are announced and lead to their fields`, async () => {
      const { page, close } = await visit(browser, { scripts });
      await openForm(city, page, language, { scripts });
      const text = labels(language);
      await page.locator('input[name=act_types]').first().focus();
      await page.keyboard.press('Space');
      await page.locator('form#form button:not([name])').focus();
      await page.keyboard.press('Enter');
      const summary = page.locator('main > [role=alert]:first-child');
      await summary.waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'alert');
      assert.equal(await summary.locator('h2').innerText(), text.page.report.errors_title);
      assert.ok((await page.title()).startsWith(`${text.page.common.error_prefix} `), await page.title());

      // The first link is for the first question.
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#reporter_role');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.name === 'reporter_role');
      const stop = await standing(page);
      assert.ok(stop.marked && stop.uncovered, 'the field is seen');

      // The same words at the field, and the field is described by them.
      for (const id of ['reporter_role', 'bias_targets']) {
        const words = await summary.locator(`a[href="#${id}"]`).innerText();
        const described = await page.locator(`#${id}`).evaluate((field) => {
          const by = field.closest('fieldset').getAttribute('aria-describedby') ?? '';
          return by.split(' ').map((one) => document.getElementById(one)?.textContent ?? '').join(' ');
        });
        assert.ok(described.includes(words), `${id}: ${described}`);
      }
      assert.equal(await summary.locator('a').count(), 2);
      await close();
    });
  }
}
