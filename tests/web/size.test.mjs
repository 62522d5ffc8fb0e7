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

test('nothing is kept, logged or run from text', (t) => {
  const folder = bundles(t);
  for (const name of ['page.js', 'report.js', 'work.js']) {
    const code = readFileSync(path.join(folder, name), 'utf8');
    for (const word of ['localStorage', 'sessionStorage', 'indexedDB', 'document.cookie', 'console.', 'innerHTML', 'eval(', 'new Function', 'sendBeacon']) {
      assert.ok(!code.includes(word), `${name}: ${word}`);
    }
  }
});
