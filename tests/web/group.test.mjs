// The numbers behind the dashboard's pictures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { flattened, numberAt, pointsOf, reachOf } = await load('group_figures');

const release = {
  tables: [
    { id: 'day_part', rows: [[40], [30], [null], [0]] },
    { id: 'by_area', rows: [[40, 12], [null, 7]] },
  ],
};
const cell = (row, more = {}) =>
  ({ label: `row ${row}`, heading: '2025', period: '2025', table: 'day_part', row, column: 0, ...more });

test('a number, one that is not shown, and one that is not there are three things', () => {
  assert.equal(numberAt(release, cell(1)), 30);
  assert.equal(numberAt(release, cell(3)), 0);
  assert.equal(numberAt(release, cell(2)), null);
  assert.equal(numberAt(release, cell(9)), undefined);
  assert.equal(numberAt(release, cell(0, { table: 'other' })), undefined);
  assert.equal(numberAt(release, cell(1, { table: 'by_area', column: 1 })), 7);
});

test('what is not shown has no value, and a range where the page gives one', () => {
  const releases = new Map([['2025', release]]);
  const [shown, ranged, silent] = pointsOf([cell(1, { low: 1, high: 2 }), cell(2, { low: 3, high: 9 }), cell(2)], releases);
  assert.deepEqual([shown.value, shown.low, shown.high], [30, null, null]);
  assert.deepEqual([ranged.value, ranged.low, ranged.high], [null, 3, 9]);
  assert.deepEqual([silent.value, silent.low, silent.high], [null, null, null]);
});

test('what a release does not have is not drawn as zero', () => {
  const releases = new Map([['2025', release]]);
  assert.deepEqual(pointsOf([cell(9), cell(1, { period: '2024' })], releases), []);
});

test('ranges do not stretch the axis, unless there is nothing else', () => {
  const shown = { value: 50, low: null, high: null };
  const hidden = { value: null, low: 0, high: 400 };
  assert.equal(reachOf([shown, hidden]), 60);
  assert.equal(reachOf([hidden]), 480);
});

test('where nothing can be said there is no axis, and no figure', () => {
  const silent = { value: null, low: null, high: null };
  const never = { value: 0, low: null, high: null };
  assert.equal(reachOf([]), 0);
  assert.equal(reachOf([silent, silent]), 0);
  assert.equal(reachOf([silent, never]), 0);
  assert.equal(reachOf([silent, { value: null, low: 0, high: 9 }]), 11);
});

test('a range that begins beyond all numbers is still seen', () => {
  assert.equal(reachOf([{ value: 50, low: null, high: null }, { value: null, low: 80, high: 106 }]), 96);
});

test('a map is flattened at its own latitude, and the original is left alone', () => {
  const map = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { group: 'a' }, geometry: { type: 'Polygon', coordinates: [[[2, 59], [4, 61], [2, 61]]] } },
      { type: 'Feature', properties: { group: 'b' }, geometry: { type: 'MultiPolygon', coordinates: [[[[8, 60]]]] } },
    ],
  };
  const flat = flattened(map);
  assert.ok(Math.abs(flat.features[0].geometry.coordinates[0][0][0] - 1) < 1e-9);
  assert.equal(flat.features[0].geometry.coordinates[0][0][1], 59);
  assert.ok(Math.abs(flat.features[1].geometry.coordinates[0][0][0][0] - 4) < 1e-9);
  assert.equal(map.features[0].geometry.coordinates[0][0][0], 2);
});
