// What is sent: which fields, how long the body is, and the work that comes with it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { bundles, load, require } from './load.mjs';

const { paddedBody } = await load('padding');
const { reportFields, waitingFields } = await load('fields');
const { readChallenge, solution, usableUntil } = await load('challenge');
const { workStock } = await load('work_stock');

test('a body has one size, whatever is in it', () => {
  for (let length = 0; length < 30_000; length += 997) {
    const body = paddedBody([['token', 'T'], ['story', 'ü &=\r\n'.repeat(length / 8)], ['effects', 'fear']], 24_576, 8192);
    const used = body.length - new URLSearchParams(body).get('padding').length;
    assert.equal(body.length, used <= 24_576 ? 24_576 : 24_576 + Math.ceil((used - 24_576) / 8192) * 8192);
    assert.match(new URLSearchParams(body).get('padding'), /^x*$/);
  }
  const least = paddedBody([], 24_576, 8192).length;
  assert.equal(least, 24_576);
  const full = [['a', 'x'.repeat(24_576 - 'a=&padding='.length)]];
  assert.equal(paddedBody(full, 24_576, 8192).length, 24_576);
  assert.equal(paddedBody([['a', `${full[0][1]}x`]], 24_576, 8192).length, 32_768);
});

const typed = [['act_types', 'threat'], ['act_types', 'bullied'], ['story', 'secret'], ['token', 'T']];
const sealed = { report_id: '0123456789abcdef', sealed_story: 'YWdl' };

test('a sealed story is sent in place of the story', () => {
  assert.deepEqual(reportFields(typed, true, sealed),
    [['act_types', 'threat'], ['act_types', 'bullied'], ['token', 'T'], ['report_id', '0123456789abcdef'], ['sealed_story', 'YWdl']]);
  assert.deepEqual(reportFields(typed, true, null), [['act_types', 'threat'], ['act_types', 'bullied'], ['token', 'T']]);
  assert.deepEqual(reportFields(typed, false, null), typed);
  assert.deepEqual(reportFields([...typed, ['sealed_story', 'old'], ['report_id', 'old'], ['work', 'old'], ['padding', 'x']], false, null), typed);
});

test('from the page that asks to wait, everything is sent again', () => {
  const echoed = [['act_types', 'threat'], ['report_id', '1'], ['sealed_story', '2'], ['token', 'T'], ['work', 'old']];
  assert.deepEqual(waitingFields(echoed, sealed), echoed.slice(0, 4));
  assert.deepEqual(waitingFields([['act_types', 'threat'], ['report_id', '1']], sealed),
    [['act_types', 'threat'], ['report_id', '0123456789abcdef'], ['sealed_story', 'YWdl']]);
  assert.deepEqual(waitingFields(typed, null), typed);
});

test('the worker solves a challenge, and altcha accepts it', async (t) => {
  const altcha = require('altcha-lib/v1');
  const challenge = readChallenge(await altcha.createChallenge(
    { hmacKey: 'key', maxnumber: 3000, expires: new Date(Date.now() + 3_600_000) }));
  const answer = await new Promise((resolve) => {
    const worker = { crypto, TextEncoder, AbortController, Date, URLSearchParams, postMessage: resolve };
    worker.self = worker;
    vm.runInNewContext(readFileSync(path.join(bundles(t), 'work.js'), 'utf8'), worker);
    worker.onmessage({ data: challenge });
  });
  assert.equal(typeof answer, 'number');
  const payload = solution(challenge, answer);
  assert.ok(await altcha.verifySolution(payload, 'key'));
  assert.ok(!await altcha.verifySolution(solution(challenge, answer + 1), 'key'));
  assert.deepEqual(Object.keys(JSON.parse(atob(payload))), ['algorithm', 'challenge', 'number', 'salt', 'signature']);
});

test('challenges are read strictly, and their time with doubt', () => {
  const good = { algorithm: 'SHA-256', challenge: 'c', maxnumber: 9, salt: 's', signature: 'g' };
  assert.deepEqual(readChallenge({ ...good, more: 1 }), good);
  for (const bad of [null, 7, {}, { ...good, algorithm: 'SHA-1' }, { ...good, maxnumber: '9' }, { ...good, salt: undefined }]) {
    assert.equal(readChallenge(bad), null);
  }
  const now = 1_700_000_000_000;
  assert.equal(usableUntil('ab?expires=1700003600&', now), now + 3_540_000);
  for (const salt of ['ab', 'ab?expires=', 'ab?expires=1600000000&', 'ab?expires=1900000000&', 'ab?expires=x']) {
    assert.equal(usableUntil(salt, now), now + 2_700_000, salt);
  }
});

test('work is made once ahead, used once, and made anew when it is too old', async () => {
  let made = 0;
  let time = 0;
  const stock = workStock(async () => ({ payload: `work ${++made}`, until: time + 100 }), () => time);
  assert.equal(stock.ready(), false);
  stock.prepare();
  stock.prepare();
  assert.equal(await stock.take(10_000), 'work 1');
  assert.equal(made, 1);
  assert.equal(stock.ready(), false);
  assert.equal(await stock.take(10_000), 'work 2');
  stock.prepare();
  await new Promise(setImmediate);
  assert.ok(stock.ready());
  time = 100;
  assert.equal(stock.ready(), false);
  assert.equal(await stock.take(10_000), 'work 4');
});

test('without work nobody waits for ever, and the server is not asked at every key', async () => {
  let asked = 0;
  let time = 0;
  const failing = workStock(async () => { ++asked; throw new Error('no worker'); }, () => time);
  assert.equal(await failing.take(10_000), null);
  failing.prepare();
  assert.equal(await failing.take(10_000), null);
  assert.equal(asked, 1);
  time = 30_000;
  assert.equal(await failing.take(10_000), null);
  assert.equal(asked, 2);
  const slow = workStock(() => new Promise(() => {}));
  assert.equal(await slow.take(1), null);
});
