// On the dashboard: pictures of its tables, made from the releases' own figures. Without them the tables stand as they are.
import { bars, map, picture, series } from './group_charts';
import { type Cell, type Features, flattened, pointsOf, reachOf, type ReleaseTables } from './group_figures';

const releases = new Map<string, Promise<ReleaseTables | undefined>>();

async function fetched<Shape>(address: string): Promise<Shape | undefined> {
  const answer = await fetch(address, { credentials: 'same-origin' });
  return answer.ok ? (await answer.json() as Shape) : undefined;
}

// Each release is fetched once.
async function releasesOf(cells: readonly Cell[]): Promise<Map<string, ReleaseTables>> {
  const found = new Map<string, ReleaseTables>();
  await Promise.all([...new Set(cells.map((cell) => cell.period))].map(async (period) => {
    if (!releases.has(period)) releases.set(period, fetched(`/group/data/${encodeURIComponent(period)}.json`));
    const release = await releases.get(period);
    if (release) found.set(period, release);
  }));
  return found;
}

function cellsOf(table: HTMLTableElement, rows: string): Cell[] {
  return [...table.querySelectorAll<HTMLTableRowElement>(rows)].flatMap((row) =>
    [...row.querySelectorAll<HTMLTableCellElement>('td[data-row]')].map(({ dataset }) => ({
      label: row.dataset['group'] ?? row.querySelector('th')?.textContent ?? '',
      heading: dataset['heading'] ?? '',
      period: dataset['period'] ?? '',
      table: table.dataset['table'] ?? '',
      row: Number(dataset['row']),
      column: Number(dataset['column']),
      ...(dataset['high'] === undefined ? {} : { low: Number(dataset['low']), high: Number(dataset['high']) }),
    })));
}

// Shows a figure with what `draw` makes for its width, now and whenever the width changes.
function show(figure: HTMLElement, draw: (width: number, font: number) => Element[]): void {
  const caption = figure.querySelector('figcaption');
  const font = Math.round(parseFloat(getComputedStyle(figure).fontSize) * 0.8);
  let width = 0;
  let shown: Element | undefined;
  figure.hidden = false;
  const fit = (): void => {
    const now = Math.floor(figure.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    shown?.remove();
    shown = picture(caption?.textContent?.replace(/\s+/g, ' ').trim() ?? '', ...draw(width, font));
    figure.prepend(shown);
  };
  fit();
  new ResizeObserver(fit).observe(figure);
}

async function chart(figure: HTMLElement): Promise<void> {
  const section = figure.closest<HTMLElement>('section');
  const table = section?.querySelector<HTMLTableElement>('table[data-table]');
  if (!section || !table) return;
  const cells = cellsOf(table, 'tr[data-drawn=""]');
  const all = cellsOf(table, 'tr[data-drawn=total]');
  const releases = await releasesOf([...cells, ...all]);
  const points = pointsOf(cells, releases);
  if (!('trend' in section.dataset)) {
    if (reachOf(points) === 0) return figure.remove();
    return show(figure, (width, font) => [bars(points, width, font)]);
  }
  const totals = pointsOf(all, releases);
  const periods = [...new Set([...totals, ...points].map(({ period }) => period))];
  const rows = [totals, points].flatMap((measured) => [...new Set(measured.map(({ label }) => label))].map((label) =>
    ({ reach: reachOf(measured), points: measured.filter((point) => point.label === label) })))
    .filter(({ reach }) => reach > 0);
  if (points.length === 0 || rows.length === 0) return figure.remove();
  show(figure, (width, font) => {
    const beside = Math.max(1, Math.floor(width / font / 22));
    return rows.map((row) => series(row.points, periods, row.reach, Math.floor(width / beside) - 8, font));
  });
}

async function cityMap(figure: HTMLElement): Promise<void> {
  const table = figure.closest('section')?.querySelector<HTMLTableElement>('table[data-table]');
  const shape = await fetched<Features>(figure.dataset['map'] ?? '');
  if (!table || !shape) return;
  const flat = flattened(shape);
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-group]')];
  const names = new Map(rows.map((row) => [row.dataset['group'] ?? '', row.querySelector('th')?.textContent ?? '']));
  const cells = cellsOf(table, 'tr[data-group]');
  const points = pointsOf(cells.filter(({ period }) => period === cells[0]?.period), await releasesOf(cells));
  const values = new Map(points.map((point) => [point.label, { ...point, label: names.get(point.label) ?? '' }]));
  figure.querySelector('.tiles')?.remove();
  show(figure, (width, font) => [map(flat, values, width, font)]);
}

document.querySelectorAll<HTMLElement>('figure[data-chart]').forEach((figure) => void chart(figure).catch(() => {}));
document.querySelectorAll<HTMLElement>('figure[data-map]').forEach((figure) => void cityMap(figure).catch(() => {}));
