// Numbers and plural forms, with the texts of the languages themselves.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { load } from './load.mjs';

const { wording } = await load('words');
const labels = path.resolve(import.meta.dirname, '../../schema/labels');

test('counts in the language\'s own way', () => {
  const forms = { one: 'one {count}', few: 'few {count}', many: 'many {count}', other: 'other {count}' };
  for (const [language, numerals, count, said] of [
    ['en', 'latn', 1, 'one 1'], ['en', 'latn', 2950, 'other 2,950'], ['ru', 'latn', 22, 'few 22'], ['ru', 'latn', 11, 'many 11'],
    ['pl', 'latn', 2, 'few 2'], ['uk', 'latn', 21, 'one 21'], ['ar', 'arab', 3, 'few ٣'], ['bn', 'beng', 1, 'one ১'], ['bn', 'beng', 3000, 'other ৩,০০০'],
    ['zh-Hans', 'latn', 1, 'other 1'], ['ur', 'latn', 1, 'one 1'], ['xx', 'latn', 1, 'other 1'], ['ht', 'latn', 2950, 'other 2,950'],
  ]) assert.equal(wording(language, numerals).counted(forms, count), said, language);
});

test('leaves no gap open in any language', () => {
  for (const file of readdirSync(labels)) {
    const { language, page, error } = JSON.parse(readFileSync(path.join(labels, file), 'utf8'));
    const { counted } = wording(language.code, language.numerals);
    for (const forms of [page.script.left, page.script.over, error.too_long]) {
      for (const count of [0, 1, 2, 3, 5, 11, 21, 100, 3000, 1_000_000]) {
        const said = counted(forms, count, 3000);
        assert.ok(said && !/[{}]/.test(said), `${language.code}: ${said}`);
      }
    }
  }
});
