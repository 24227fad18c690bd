import * as Plot from '@observablehq/plot';
import { CANVAS, dotOf, FAINT, FONT, LETTER, LINE, type ShownValue, SIGNS, type Sign, svgOf } from './drawing.ts';

/** Differences with their intervals, one below the other, on one scale around zero. */
export interface ForestChart {
  /** What lies on either side of zero: `single model higher`, `ensemble higher`. */
  readonly sides: readonly [below: string, above: string];
  /** From the top down; those without rows are left out. */
  readonly groups: readonly ForestGroup[];
}

export interface ForestGroup {
  /** Over its rows; empty for none. */
  readonly heading: string;
  readonly rows: readonly ForestRow[];
}

export interface ForestRow {
  readonly label: string;
  /** What the chart is about first: it has the sign that is seen first. */
  readonly main: boolean;
  /** Words stand where there is no value: about thirty letters have room. */
  readonly shown: ShownValue | string;
}

const SCALE = 560;
/** A row is as high as two lines of its label. */
const ROW = LINE * 1.9;
/** Letters of a label before it goes on in the next line. */
const LABEL = 28;
/** The scale reaches at least so far from zero: what is nearly nothing shall look so. */
const LEAST_REACH = 0.5;

/**
 * Draws differences as SVG, in the colour of the text around them; zero is a thick broken line. The scale is as long on both sides and holds all
 * values; an interval that reaches further than twice the furthest value ends in an arrow.
 * @returns an `<svg>` element, about 1,000 pixels wide, hidden from screen readers: whoever shows it says in words what it shows
 */
export function drawForest({ sides, groups }: ForestChart): string {
  const lines = groups.flatMap(({ heading, rows }, place) =>
    rows.length === 0
      ? []
      : [
          ...(heading === '' ? [] : [{ id: `heading-${place}`, heading }]),
          ...rows.map((row, line) => ({ id: `row-${place}-${line}`, ...row })),
        ],
  );
  const rows = lines.flatMap((line) => ('label' in line ? [line] : []));
  const headings = lines.flatMap((line) => ('heading' in line ? [line] : []));
  const valued = rows.flatMap(({ shown, ...row }) => (typeof shown === 'string' ? [] : [{ ...row, ...shown }]));
  const worded = rows.flatMap(({ shown, ...row }) => (typeof shown === 'string' ? [{ ...row, words: shown }] : []));
  const reach = reachOf(valued);
  const longest = Math.max(0, ...rows.map(({ label }) => Math.min(label.length, LABEL)));
  const labels = longest * FONT * LETTER + LINE;
  const bounded = (value: number): number => Math.min(reach, Math.max(-reach, value));
  const drawn: unknown = Plot.plot({
    ...CANVAS,
    width: labels + SCALE + LINE,
    height: ROW * lines.length + LINE * 3.5,
    marginTop: LINE / 2,
    marginLeft: labels,
    marginRight: LINE,
    marginBottom: LINE * 3,
    x: { domain: [-reach, reach], axis: null },
    y: { type: 'point', domain: lines.map(({ id }) => id), axis: null, padding: 0.5 },
    marks: [
      Plot.gridX({ ticks: 5, strokeOpacity: FAINT }),
      Plot.axisX({ ticks: 5, anchor: 'bottom', label: null, tickSize: 8, tickFormat: signedTick }),
      Plot.ruleX([0], { strokeWidth: 3, strokeDasharray: '10 6' }),
      Plot.text(headings, { y: 'id', text: 'heading', fontWeight: 700, ...beside(labels) }),
      Plot.text(rows, { y: 'id', text: 'label', lineWidth: LABEL * LETTER, lineHeight: 1.1, ...beside(labels) }),
      ...(['square', 'disc'] as const).flatMap((sign) => marksOf(sign, valued, bounded)),
      Plot.text(worded, { y: 'id', text: 'words', frameAnchor: 'left', dx: 8, lineWidth: SCALE / 2 / FONT }),
      Plot.text([sides[0]], { frameAnchor: 'bottom-left', dy: LINE * 2.3 }),
      Plot.text([sides[1]], { frameAnchor: 'bottom-right', dy: LINE * 2.3 }),
    ],
  });
  return svgOf(drawn);
}

interface Valued extends ShownValue {
  readonly id: string;
  readonly main: boolean;
}

function marksOf(sign: Sign, valued: readonly Valued[], bounded: (value: number) => number): Plot.Markish[] {
  const own = valued.filter(({ main }) => main === (sign === 'disc'));
  const spans = own.flatMap(({ interval, ...row }) =>
    interval === null ? [] : [{ ...row, low: bounded(interval[0]), high: bounded(interval[1]), ends: interval }],
  );
  const arrow = { y: 'id', symbol: 'triangle', fill: 'currentColor', r: 9 } as const;
  return [
    Plot.ruleY(spans, { y: 'id', x1: 'low', x2: 'high', strokeWidth: SIGNS[sign].strokeWidth }),
    Plot.dot(
      spans.filter(({ low, ends }) => ends[0] < low),
      { ...arrow, x: 'low', rotate: -90 },
    ),
    Plot.dot(
      spans.filter(({ high, ends }) => ends[1] > high),
      { ...arrow, x: 'high', rotate: 90 },
    ),
    Plot.dot(own, {
      ...dotOf(sign),
      ...(sign === 'square' ? { fill: 'currentColor', r: 6 } : {}),
      y: 'id',
      x: 'value',
    }),
  ];
}

/** How far the scale reaches on either side. */
function reachOf(valued: readonly ShownValue[]): number {
  const values = Math.max(LEAST_REACH, ...valued.map(({ value }) => Math.abs(value)));
  const ends = valued.flatMap(({ interval }) => (interval ?? []).map(Math.abs));
  return Math.min(values * 2, Math.max(values, ...ends)) * 1.05;
}

function beside(labels: number) {
  return { frameAnchor: 'left', textAnchor: 'start', dx: -labels + 4 } as const;
}

function signedTick(value: number): string {
  return value > 0 ? `+${value}` : String(value).replace('-', '−');
}
