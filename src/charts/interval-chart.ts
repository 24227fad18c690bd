import * as Plot from '@observablehq/plot';
import { CANVAS, dotOf, FAINT, FONT, LETTER, LINE, type ShownValue, SIGNS, type Sign, svgOf } from './drawing.ts';

/** Values with their intervals on one scale: a row for each thing that was measured, side by side in columns. */
export interface IntervalChart {
  /** The scale's least and greatest value; each whole number between them gets a tick. What reaches beyond is cut off at its ends. */
  readonly domain: readonly [least: number, greatest: number];
  /** Over the columns, from left to right; at least one. */
  readonly columns: readonly string[];
  /** Beside the rows, from the top down. */
  readonly rows: readonly string[];
  /** In each row from the top down, and in the key. */
  readonly series: readonly IntervalSeries[];
  readonly cells: readonly IntervalCell[];
}

/** What is told from what by its sign alone, so that no colour is needed. */
export interface IntervalSeries {
  readonly id: string;
  /** In the key: what it is, and what its interval is. */
  readonly name: string;
  readonly sign: Sign;
}

export interface IntervalCell {
  readonly column: string;
  readonly row: string;
  /** A series' id. */
  readonly series: string;
  /** Words stand where there is no value. */
  readonly shown: ShownValue | string;
}

/** Wide enough for a few words in place of a value. */
const COLUMN = 320;
/** The most that a letter's mean width is in the bold fonts of readers, in parts of the font's size. */
const BOLD_LETTER = 0.7;

/**
 * Draws a chart as SVG, in the colour of the text around it. Signs and words tell the series apart, so that it is read in black and white; it is
 * large enough to be read at a third of its size, as on a phone.
 * @returns an `<svg>` element, about 1,000 pixels wide for two columns, hidden from screen readers: whoever shows it says in words what it shows
 */
export function drawIntervals(chart: IntervalChart): string {
  const { domain, columns, rows, series, cells } = chart;
  const [least, greatest] = domain;
  const bounded = (value: number): number => Math.min(greatest, Math.max(least, value));
  const labels = Math.max(...rows.map((row) => row.length), 0) * FONT * LETTER + LINE;
  const place = { fx: 'column', fy: 'row', y: 'series' } as const;
  const titles = new Map(columns.map((column) => [column, inLines(column)]));
  const above = LINE * Math.max(...[...titles.values()].map((lines) => lines.length));
  const below = LINE * (series.length + 2);
  const marks = series.flatMap(({ id, sign }) => {
    const own = cells.filter((cell) => cell.series === id);
    const valued = own.flatMap(({ shown, ...cell }) => (typeof shown === 'string' ? [] : [{ ...cell, ...shown }]));
    const worded = own.flatMap(({ shown, ...cell }) => (typeof shown === 'string' ? [{ ...cell, words: shown }] : []));
    const lines = valued.flatMap(({ interval, ...cell }) =>
      interval === null ? [] : [{ ...cell, low: bounded(interval[0]), high: bounded(interval[1]) }],
    );
    return [
      Plot.ruleY(lines, { ...place, x1: 'low', x2: 'high', strokeWidth: SIGNS[sign].strokeWidth }),
      Plot.dot(valued, { ...place, ...dotOf(sign), x: 'value' }),
      Plot.text(worded, { ...place, text: 'words', frameAnchor: 'left', dx: 8 }),
    ];
  });
  const drawn: unknown = Plot.plot({
    ...CANVAS,
    width: labels + COLUMN * columns.length + LINE / 2,
    height: LINE * (rows.length * series.length) + above + below,
    marginTop: above,
    marginLeft: labels,
    marginRight: LINE / 2,
    marginBottom: below,
    x: { domain: [least - 0.2, greatest + 0.2], axis: null },
    y: { type: 'point', domain: series.map(({ id }) => id), axis: null, padding: 0.7 },
    fx: { domain: columns, label: null, padding: 0.04 },
    fy: { domain: rows, label: null, padding: 0.08 },
    marks: [
      Plot.axisFx({
        anchor: 'top',
        fontWeight: 700,
        label: null,
        tickFormat: (column: string) => titles.get(column)?.join('\n') ?? column,
      }),
      Plot.axisFy({ anchor: 'left', label: null, marginLeft: 0 }),
      Plot.gridX(ticks(domain), { strokeOpacity: FAINT }),
      Plot.axisX(ticks(domain), { anchor: 'bottom', label: null, tickSize: 8, tickFormat: String }),
      Plot.frame({ strokeOpacity: FAINT }),
      ...marks,
      ...series.flatMap(({ name, sign }, line) => {
        const at = { facet: 'super', frameAnchor: 'bottom-left', dy: LINE * (line + 2.4) } as const;
        return [
          Plot.dot([name], { ...at, ...dotOf(sign), dx: 20 - labels, dy: at.dy - LINE / 5 }),
          Plot.text([name], { ...at, text: [name], dx: 48 - labels }),
        ];
      }),
    ],
  });
  return svgOf(drawn);
}

/** A column's name in as many lines as its width asks for; a longer word stands alone. */
function inLines(name: string): string[] {
  const most = COLUMN / (FONT * BOLD_LETTER);
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && longer.length <= most) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

function ticks([least, greatest]: IntervalChart['domain']): number[] {
  return Array.from({ length: Math.floor(greatest) - Math.ceil(least) + 1 }, (_, step) => Math.ceil(least) + step);
}
