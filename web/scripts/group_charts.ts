// The dashboard's pictures. Colors come from the style's custom properties, and nothing moves.
import * as Plot from '@observablehq/plot';
import { element } from './dom';
import { type Feature, type Features, type Point, reachOf } from './group_figures';

let hatches = 0;

function svgElement(tag: string, attributes: Record<string, string>, ...children: Node[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Plot's own <style> may not be there: the page's security policy allows only the page's. Ours says the same.
function finished(drawn: Element, hatch: string): Element {
  drawn.querySelectorAll('style').forEach((style) => style.remove());
  drawn.setAttribute('aria-hidden', 'true');
  drawn.prepend(svgElement('defs', {}, svgElement('pattern', {
    id: hatch, width: '8', height: '8', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)',
  }, svgElement('rect', { class: 'hatch', width: '3', height: '8' }))));
  return drawn;
}

// What was drawn, for who does not see it: its text stands in the figure's caption, its numbers in the table.
export function picture(label: string, ...drawn: Element[]): HTMLElement {
  return element('div', { role: 'img', 'aria-label': label }, ...drawn);
}

// What nothing can be said of is drawn as a stub, as long as this part of the axis.
const stub = 0.025;

// As long as the axis, a range would be the tallest of all and say the least.
const isUnknown = (reach: number) => ({ value, low, high }: Point): boolean =>
  value === null && (high === null || (low === 0 && high >= reach));
const isRange = (reach: number) => (point: Point): boolean => point.value === null && !isUnknown(reach)(point);

function numberText({ value }: Point): string {
  return value === null ? 'not shown' : value.toLocaleString('en');
}

// A row of bars for each label, one for each heading. `font` is the size of its letters, as all sizes in pixels.
export function bars(points: readonly Point[], width: number, font: number): Element {
  const hatch = `hatch-${hatches++}`;
  const labels = [...new Set(points.map(({ label }) => label))];
  const headings = [...new Set(points.map(({ heading }) => heading))];
  const reach = reachOf(points);
  const ticks = Math.max(2, Math.floor(width / font / 8));
  const isLong = (point: Point): boolean => isRange(reach)(point) && point.high! > reach * 0.7;
  const said = (point: Point): string => {
    const text = numberText(point);
    return headings.length > 1 ? `${text} (${point.heading})` : text;
  };
  const written = { text: said, stroke: 'var(--body-background)', strokeWidth: 6, fill: 'currentColor' } as const;
  const place = { fy: 'label', y: 'heading' } as const;
  return finished(Plot.plot({
    width,
    height: labels.length * font * (1.7 + headings.length * 1.6) + font * 3.2,
    marginLeft: 2, marginRight: 20, marginTop: 2, marginBottom: font * 3, insetTop: font * 1.6,
    style: { fontSize: `${font}px`, background: 'transparent' },
    x: { domain: [0, reach], label: 'Reports', labelAnchor: 'center', labelArrow: 'none', ticks },
    y: { axis: null, domain: headings, padding: 0.12 },
    fy: { axis: null, domain: labels, padding: 0 },
    marks: [
      Plot.gridX({ stroke: 'var(--border)', strokeOpacity: 1, ticks }),
      Plot.barX(points.filter(({ value }) => value !== null), {
        ...place, x1: 0, x2: 'value',
        fill: ({ heading }: Point) => (heading === headings[0] ? 'var(--chart)' : 'var(--chart-beside)'),
      }),
      Plot.barX(points.filter(isRange(reach)), {
        ...place, x1: 'low', x2: ({ high }: Point) => Math.min(high!, reach),
        fill: `url(#${hatch})`, stroke: 'var(--chart)', strokeDasharray: '3 3',
      }),
      Plot.barX(points.filter(isUnknown(reach)), {
        ...place, x1: 0, x2: reach * stub, fill: `url(#${hatch})`, fillOpacity: 0.5,
      }),
      Plot.text(labels, { fy: (label: string) => label, text: (label: string) => label, frameAnchor: 'top-left', dy: 4 }),
      Plot.text(points.filter(({ value }) => value !== null), { ...place, ...written, x: 'value', dx: 6, textAnchor: 'start' }),
      Plot.text(points.filter((point) => point.value === null && !isLong(point)), {
        ...place, ...written, x: (point: Point) => (isUnknown(reach)(point) ? reach * stub : point.high!), dx: 6, textAnchor: 'start',
      }),
      Plot.text(points.filter((point) => point.value === null && isLong(point)), {
        ...place, ...written, x: reach, dx: -6, textAnchor: 'end',
      }),
    ],
  }), hatch);
}

// One small picture of a label through time, all of them to the same measure.
export function series(points: readonly Point[], periods: readonly string[], reach: number, width: number, font: number): Element {
  const hatch = `hatch-${hatches++}`;
  const narrow = width / periods.length < font * 4.7;
  return finished(Plot.plot({
    width, height: font * (narrow ? 15 : 12),
    marginLeft: font * 3, marginRight: 4, marginTop: font * 2, marginBottom: font * (narrow ? 5 : 2.2),
    style: { fontSize: `${font}px`, background: 'transparent' },
    x: { domain: periods, label: null, padding: 0.2, tickRotate: narrow ? -60 : 0, tickSize: 0 },
    y: { domain: [0, reach], label: null, ticks: 4 },
    marks: [
      Plot.gridY({ stroke: 'var(--border)', strokeOpacity: 1, ticks: 4 }),
      Plot.barY(points.filter(({ value }) => value !== null), { x: 'period', y1: 0, y2: 'value', fill: 'var(--chart)' }),
      Plot.barY(points.filter(isRange(reach)), {
        x: 'period', y1: ({ low }: Point) => Math.min(low!, reach), y2: ({ high }: Point) => Math.min(high!, reach),
        fill: `url(#${hatch})`, stroke: 'var(--chart)', strokeDasharray: '3 3',
      }),
      Plot.text(points.filter(({ value }) => value !== null), {
        x: 'period', y: 'value', text: numberText, dy: -font * 0.6, fontSize: font * 0.85,
        stroke: 'var(--body-background)', strokeWidth: 4, fill: 'currentColor',
      }),
      Plot.barY(points.filter(isUnknown(reach)), {
        x: 'period', y1: 0, y2: reach * stub, fill: `url(#${hatch})`, fillOpacity: 0.5,
      }),
      Plot.text(points.filter(isUnknown(reach)), {
        x: 'period', y: reach * stub, text: numberText, fontSize: font * 0.85, fill: 'currentColor',
        ...(narrow ? { rotate: -90, textAnchor: 'start', dy: -4 } : { dy: -font * 0.6 }),
      }),
      Plot.text([points[0]?.label ?? ''], {
        text: (label: string) => label, frameAnchor: 'top-left', dy: -font * 1.6, fontWeight: 'bold',
        lineWidth: width / font, textOverflow: 'ellipsis',
      }),
    ],
  }), hatch);
}

// The city's own map. `values` and `names` by group.
export function map(flat: Features, values: ReadonlyMap<string, Point>, width: number, font: number): Element {
  const hatch = `hatch-${hatches++}`;
  const largest = Math.max(1, ...[...values.values()].map(({ value }) => value ?? 0));
  const pointOf = (feature: Feature) => values.get(feature.properties.group);
  return finished(Plot.plot({
    width, height: Math.min(width * 0.8, 640), margin: 4,
    style: { fontSize: `${font}px`, background: 'transparent' },
    projection: { type: 'reflect-y', domain: flat },
    opacity: { domain: [0, largest], range: [0.08, 0.45] },
    marks: [
      Plot.geo(flat.features.filter((one) => typeof pointOf(one)?.value === 'number'), {
        fill: 'var(--chart)', fillOpacity: (one: Feature) => pointOf(one)!.value, stroke: 'var(--text)',
      }),
      Plot.geo(flat.features.filter((one) => typeof pointOf(one)?.value !== 'number'), {
        fill: `url(#${hatch})`, stroke: 'var(--text)',
      }),
      Plot.text(flat.features, Plot.centroid({
        text: (one: Feature) => {
          const point = pointOf(one);
          return point ? `${point.label}\n${numberText(point)}` : '';
        },
        fill: 'currentColor', stroke: 'var(--body-background)', strokeWidth: 4, lineWidth: 12,
      })),
    ],
  }), hatch);
}
