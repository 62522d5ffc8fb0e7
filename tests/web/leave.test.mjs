// Three presses of Shift, and nothing else, leave the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { tripleShift } = await load('leave');

// Presses as [key, time, repeat]; answers after which of them the page is left.
function leavesAfter(presses) {
  const completes = tripleShift();
  return presses.flatMap(([key, time, repeat = false], at) => (completes({ key, time, repeat }) ? [at] : []));
}

test('leaves after the third Shift within three seconds', () => {
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 1500], ['Shift', 3000]]), [2]);
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 1500], ['Shift', 3001]]), []);
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 2000], ['Shift', 4000], ['Shift', 4500]]), [3]);
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 1], ['Shift', 2], ['Shift', 3], ['Shift', 4], ['Shift', 5]]), [2, 5]);
});

test('typing capitals and holding Shift is something else', () => {
  assert.deepEqual(leavesAfter([['Shift', 0], ['A', 1], ['Shift', 2], ['B', 3], ['Shift', 4], ['C', 5]]), []);
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 1], ['a', 2], ['Shift', 3]]), []);
  assert.deepEqual(leavesAfter([['Shift', 0], ['Shift', 500, true], ['Shift', 530, true], ['Shift', 560, true]]), []);
});
