// The story: counted as the server counts, with its words, and sealed so that the standard `age` program opens it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { load } from './load.mjs';

const { countCharacters, isText, storyOf } = await load('count');
const { storyFault } = await load('story_fault');
const { newReportId, storyPlaintext } = await load('seal');
const { canSeal, sealStory } = await load('sealing');

const buckets = [1024, 4096, 12800];

test('counts code points, and a line break of any kind as one', () => {
  for (const [text, count] of [
    ['', 0], ['abc', 3], ['é', 1], ['e\u0301', 2], ['😀', 1], ['👩‍👧', 3], ['🇺🇸', 2], ['a\r\nb', 3], ['a\nb', 3], ['a\rb', 3], ['\r\n\r\n', 2],
    ['\n\r', 2], ['你好', 2], ['नमस्ते', 6], ['ا ب', 3], ['a\tb', 3],
  ]) assert.equal(countCharacters(text), count, JSON.stringify(text));
});

test('takes the story as the server takes what a browser sends', () => {
  assert.equal(storyOf(' \t\r\n a \n\n b\r c \r\n '), 'a \r\n\r\n b\r\n c');
  assert.equal(storyOf(' \n '), '');
  assert.equal(storyOf('\u00a0a\u3000'), '\u00a0a\u3000');
});

test('knows text from control characters', () => {
  for (const text of ['', 'a\tb\r\n', 'ü', '\u200f', '😀', '\u00a0']) assert.ok(isText(text), JSON.stringify(text));
  for (const text of ['\0', 'a\u0007', '\u000b', '\u001b', '\u007f', '\u0085', '\u009f']) assert.ok(!isText(text), JSON.stringify(text));
});

test('says what is wrong in the language\'s own words and digits', () => {
  const facts = {
    language: 'ar', numerals: 'arab', limit: 10, not_text: 'not text',
    too_long: { few: 'few {count} {limit}', many: 'many {count} {limit}', other: 'other {count} {limit}' },
  };
  assert.equal(storyFault('a'.repeat(10), facts), null);
  assert.equal(storyFault('a'.repeat(11), facts), 'many ١١ ١٠');
  assert.equal(storyFault('a'.repeat(103), facts), 'few ١٠٣ ١٠');
  assert.equal(storyFault('a\u0007', facts), 'not text');
});

test('pads to the first bucket that holds it, spaces last', () => {
  const head = 'Tellsafe-Story: 1\nReport: 0123456789abcdef\nLanguage: zh-Hans\n\n';
  for (const bytes of [1, 1024 - head.length - 1, 1024 - head.length, 4096 - head.length - 1, 4096 - head.length, 12800 - head.length - 1]) {
    const story = 'x'.repeat(bytes);
    const size = buckets.find((bucket) => head.length + bytes + 1 <= bucket);
    const plaintext = Buffer.from(storyPlaintext('0123456789abcdef', 'zh-Hans', story, buckets));
    assert.equal(plaintext.length, size);
    assert.equal(plaintext.toString(), `${head}${story}\n`.padEnd(size, ' '));
  }
  assert.equal(storyPlaintext('0123456789abcdef', 'zh-Hans', 'x'.repeat(12800 - head.length), buckets), null);
});

function keyPair(folder, name) {
  const file = path.join(folder, name);
  execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' });
  return { file, recipient: readFileSync(file, 'utf8').match(/age1\S+/)[0] };
}

test('age opens what was sealed, with each of the keys, byte for byte', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellsafe-seal-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const keys = [keyPair(folder, 'one'), keyPair(folder, 'two')];
  const facts = { language: 'ar', recipients: keys.map((key) => key.recipient), buckets };
  assert.ok(await canSeal(facts));
  for (const written of ['ok', 'Dos líneas\ny fin 😀', 'ب'.repeat(3000), `${'😀'.repeat(2999)}x`]) {
    const story = storyOf(written);
    const sealed = await sealStory(story, facts);
    assert.match(sealed.report_id, /^[0-9a-f]{16}$/);
    assert.match(sealed.sealed_story, /^[A-Za-z0-9_-]+$/);
    const file = Buffer.from(sealed.sealed_story, 'base64url');
    const header = file.subarray(0, file.indexOf('\n--- ')).toString('latin1');
    assert.match(header, /^age-encryption\.org\/v1(\n-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}){2}$/);
    const expected = storyPlaintext(sealed.report_id, 'ar', story, buckets);
    assert.ok(Buffer.from(expected).includes(Buffer.from(`\nLanguage: ar\n\n${story}\n`)));
    for (const key of keys) {
      const opened = execFileSync('age', ['-d', '-i', key.file], { input: file, maxBuffer: 1 << 20 });
      assert.deepEqual(opened, Buffer.from(expected));
    }
  }
  const [first, second] = [await sealStory('ok', facts), await sealStory('ok', facts)];
  assert.notEqual(first.report_id, second.report_id);
  assert.equal(first.sealed_story.length, second.sealed_story.length);
});

test('numbers of reports are random, and below 2 to the power of 63', () => {
  const ids = Array.from({ length: 1000 }, newReportId);
  for (const id of ids) assert.match(id, /^[0-7][0-9a-f]{15}$/);
  assert.equal(new Set(ids).size, 1000);
  for (let digit = 0; digit < 16; ++digit) assert.ok(new Set(ids.map((id) => id[digit])).size > (digit === 0 ? 6 : 12));
});

test('does not say that it seals when it can\'t', async () => {
  const good = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
  assert.ok(await canSeal({ language: 'en', recipients: [good], buckets }));
  for (const recipients of [[], ['age1'], [good.replace('p', 'q')], [good, 'ssh-ed25519 AAAA'], [good.toUpperCase()], undefined]) {
    assert.equal(await canSeal({ language: 'en', recipients, buckets }), false, String(recipients));
  }
  assert.equal(await canSeal({ language: 'en', recipients: [good], buckets: [8] }), false);
});
