import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawIntervals, type IntervalCell, type IntervalChart } from '../../src/charts/interval-chart.ts';
import { toPng } from '../../src/charts/png.ts';

const cell = (row: string, series: string, shown: IntervalCell['shown']): IntervalCell => ({
  column: 'A',
  row,
  series,
  shown,
});

const chart = (cells: readonly IntervalCell[], rest: Partial<IntervalChart> = {}): IntervalChart => ({
  domain: [1, 7],
  columns: ['A'],
  rows: ['Safety', 'Depth'],
  series: [
    { id: 'people', name: 'what people gave', sign: 'disc' },
    { id: 'judge', name: 'what the judge gave', sign: 'square' },
  ],
  cells,
  ...rest,
});

/** The texts of a chart, the signs of its values by how they are filled, and how long its lines are. */
function read(svg: string) {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const all = (selector: string) => [...documentElement.querySelectorAll(selector)];
  return {
    texts: all('text').map(({ textContent }) => textContent),
    signs: all('[aria-label="dot"] path, [aria-label="dot"] circle').length,
    lines: all('[aria-label="rule"] line').map(
      (line) => Number(line.getAttribute('x2')) - Number(line.getAttribute('x1')),
    ),
  };
}

const key = read(drawIntervals(chart([]))).signs;

describe('a chart of values with their intervals', () => {
  it('has a sign for each value, and words where there is none', () => {
    const { texts, signs } = read(
      drawIntervals(
        chart([
          cell('Safety', 'people', { value: 3, interval: [2, 4] }),
          cell('Safety', 'judge', 'unscored'),
          cell('Depth', 'people', 'not enough ratings (2 of 3)'),
          cell('Depth', 'judge', { value: 4, interval: null }),
        ]),
      ),
    );
    expect(signs - key).toBe(2);
    expect(texts).toEqual(expect.arrayContaining(['unscored', 'not enough ratings (2 of 3)', 'Safety', 'Depth', 'A']));
    expect(texts).toEqual(expect.arrayContaining(['what people gave', 'what the judge gave']));
    expect(texts.filter((text) => /^\d$/.test(text))).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('cuts intervals off at the ends of the scale', () => {
    const [whole, cut] = read(
      drawIntervals(
        chart([
          cell('Safety', 'people', { value: 4, interval: [1, 7] }),
          cell('Depth', 'people', { value: 6, interval: [-20, 90] }),
        ]),
      ),
    ).lines;
    expect(whole).toBeGreaterThan(0);
    expect(cut).toBe(whole);
  });

  it('takes its texts for texts, and its colour from what is around it', () => {
    const svg = drawIntervals(chart([], { rows: ['<script>&"'] }));
    expect(svg).not.toContain('<script');
    expect(read(svg).texts).toContain('<script>&"');
    expect(svg).toContain('fill="currentColor"');
    expect(svg).not.toMatch(/(?:fill|stroke)="(?!none|currentColor)/);
  });

  it('becomes a PNG with its words in it', async () => {
    const png = await toPng(drawIntervals(chart([cell('Safety', 'judge', 'unscored')])));
    const bytes = Buffer.from(png);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(300);
    const wordless = await toPng(drawIntervals(chart([cell('Safety', 'judge', '')])));
    expect(Buffer.from(wordless).equals(bytes)).toBe(false);
  });
});
