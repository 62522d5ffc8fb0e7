// Filling in the form as a person does, and reading what stands in it.
import assert from 'node:assert/strict';
import { labels } from './city.mjs';

// Answers to every kind of question. The story holds what browsers and servers get wrong.
export const answers = {
  reporter_role: 'i_saw_or_heard_it',
  act_types: ['insults_or_slurs', 'threat'],
  bias_targets: ['age'],
  date_month: '3',
  date_year: '2024',
  date_is_approximate: 'yes',
  repeat: 'once',
  area: 'not_sure',
  place_kind: 'transit',
  story: 'Nos gritaron «váyanse» & más.\n\nDos veces. 🙁',
  effects: ['fear'],
  support_wanted: ['talk_to_someone', 'legal_or_rights'],
  share_with_state_police: 'yes',
};

// The three questions that need an answer.
export const least = { reporter_role: 'rather_not_say', act_types: ['threat'], bias_targets: ['age'] };

export async function fill(page, given) {
  for (const [name, value] of Object.entries(given)) {
    const control = page.locator(`[name=${name}]`).first();
    const kind = await control.evaluate((element) => element.type);
    if (kind === 'select-one') await control.selectOption(value);
    else if (kind === 'text' || kind === 'textarea') await control.fill(value);
    else for (const one of [value].flat()) await page.locator(`[name=${name}][value=${one}]`).check();
  }
}

// What stands in the form: "name=value" of each answer, sorted. The story has the line breaks of text.
export async function typed(page) {
  const fields = await page.evaluate(() => Array.from(new FormData(document.querySelector('form#form')))
    .filter(([name, value]) => value !== '' && !['token', 'show_in', 'padding', 'work'].includes(name))
    .map(([name, value]) => `${name}=${value.replaceAll('\r\n', '\n')}`));
  return fields.sort();
}

// What typed() says when the form holds these answers.
export function asTyped(given) {
  return Object.entries(given).flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`)).sort();
}

export async function openForm(city, page, language, { scripts = true } = {}) {
  await page.goto(`${city.url ?? city}/${language}/report`);
  if (scripts) await scriptsReady(page, language);
}

// The scripts say that stories are sealed here when they have put themselves to the form.
export function scriptsReady(page, language) {
  return page.locator('#story-sealing', { hasText: labels(language).page.script.seals }).waitFor();
}

export const sendButton = (page) => page.locator('form#form button:not([name])');

// Presses Send and waits for what comes: an answer of the server, or a message that the scripts put up.
export async function send(page) {
  await page.evaluate(() => document.querySelector('#problem')?.setAttribute('data-before', ''));
  await sendButton(page).click();
  await page.locator('#problem:not([data-before]), .code').waitFor();
}

export async function receiptOn(page) {
  const receipt = (await page.locator('.code').innerText()).replace(/\s/g, '');
  assert.match(receipt, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  return receipt;
}

// Takes the work out of what is sent, as if the browser had not done any, until the function that is returned is called.
export async function withoutWork(page) {
  const take = (route) => {
    const body = route.request().postData() ?? '';
    return route.continue({ postData: body.replace(/(^|&)work=[^&]*/, '') });
  };
  await page.route(/\/report$/, take);
  return () => page.unroute(/\/report$/, take);
}

// Sends a full form without work until the server asks to wait: at times there is room for one more.
export async function sendUntilAskedToWait(city, page, language, given, options) {
  for (;;) {
    await openForm(city, page, language, options);
    await fill(page, given);
    await city.useUpAllowance();
    await send(page);
    if (await page.locator('.code').count() === 0) return;
  }
}
