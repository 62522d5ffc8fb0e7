// The dashboard's numbers: the release's own, with what the page's table says of those that are not shown.

// The figures of a release that are drawn (drawn_figures() of service/reading/group_releases.h).
export interface ReleaseTables {
  tables: { id: string; rows: unknown[] }[];
}

// Where a cell of a table on the page stands in the release.
export interface Cell {
  label: string; // of its row
  heading: string; // of its column
  period: string;
  table: string;
  row: number;
  column: number;
  low?: number; // of a number that is not shown, where something can be said
  high?: number;
}

// What is drawn. Without a value and without a range it is only said.
export interface Point {
  label: string;
  heading: string;
  period: string;
  value: number | null;
  low: number | null;
  high: number | null;
}

// null: not shown. undefined: the release has no such number.
export function numberAt(tables: ReleaseTables, cell: Cell): number | null | undefined {
  const rows = tables.tables.find(({ id }) => id === cell.table)?.rows;
  const row = rows?.[cell.row];
  const figure: unknown = Array.isArray(row) ? row[cell.column] : undefined;
  return figure === null || typeof figure === 'number' ? figure : undefined;
}

// `releases` by period. A cell that its release does not have is left out.
export function pointsOf(cells: readonly Cell[], releases: ReadonlyMap<string, ReleaseTables>): Point[] {
  return cells.flatMap((cell) => {
    const release = releases.get(cell.period);
    const value = release && numberAt(release, cell);
    if (value === undefined) return [];
    const range = value === null && cell.low !== undefined && cell.high !== undefined;
    return [{
      label: cell.label, heading: cell.heading, period: cell.period, value,
      low: range ? cell.low! : null, high: range ? cell.high! : null,
    }];
  });
}

// How far the axis goes: a little beyond the largest number that is shown, and the largest least one of a range, so that
// every range is seen. Ranges that reach further are cut off; where nothing is shown they alone say it. 0: there is nothing
// to draw, as nothing can be said of any of them, or all are zero.
export function reachOf(points: readonly Point[]): number {
  const shown = Math.max(0, ...points.map(({ value, low }) => value ?? low ?? 0));
  return Math.ceil((shown > 0 ? shown : Math.max(0, ...points.map(({ high }) => high ?? 0))) * 1.2);
}

type Position = number[];
type Ring = Position[];
export type Feature = {
  type: 'Feature';
  properties: { group: string };
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
};
export interface Features {
  type: 'FeatureCollection';
  features: Feature[];
}

function eachPosition(map: Features, visit: (position: Position) => void): void {
  for (const { geometry } of map.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    polygons.forEach((rings) => rings.forEach((ring) => ring.forEach(visit)));
  }
}

// A city is small enough to be flat: degrees of longitude are shortened as they are at its latitude, so that the map
// can be drawn without a projection, whichever way its rings go round.
export function flattened(map: Features): Features {
  const flat = structuredClone(map);
  let south = Infinity;
  let north = -Infinity;
  eachPosition(flat, ([, latitude = 0]) => {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  });
  const shortening = Math.cos(((south + north) / 2) * (Math.PI / 180));
  eachPosition(flat, (position) => { position[0] = (position[0] ?? 0) * shortening; });
  return flat;
}
