// How much the scripts weigh: all together at most 60 KB as they are served, and little on every page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { bundles } from './load.mjs';

test('the scripts are small', (t) => {
  const folder = bundles(t);
  const sizes = Object.fromEntries(['page.js', 'report.js', 'work.js'].map((name) =>
    [name, brotliCompressSync(readFileSync(path.join(folder, name))).length]));
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  t.diagnostic(`bytes with brotli: ${JSON.stringify(sizes)}, together ${all}`);
  assert.ok(all <= 60 * 1024);
  assert.ok(sizes['page.js'] <= 1536);
});

test('the script of staff is small', (t) => {
  const size = brotliCompressSync(readFileSync(path.join(bundles(t), 'passkey.js'))).length;
  assert.ok(size <= 2048, `${size} bytes`);
});

test('the script of the figures is not larger than it must be', (t) => {
  const size = brotliCompressSync(readFileSync(path.join(bundles(t), 'group.js'))).length;
  assert.ok(size <= 90 * 1024, `${size} bytes`);
});

test('nothing is kept, logged or run from text', (t) => {
  const folder = bundles(t);
  for (const name of ['page.js', 'passkey.js', 'report.js', 'work.js']) {
    const code = readFileSync(path.join(folder, name), 'utf8');
    for (const word of ['localStorage', 'sessionStorage', 'indexedDB', 'document.cookie', 'console.', 'innerHTML', 'eval(', 'new Function', 'sendBeacon']) {
      assert.ok(!code.includes(word), `${name}: ${word}`);
    }
  }
});
