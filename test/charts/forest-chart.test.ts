import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawForest, type ForestRow } from '../../src/charts/forest-chart.ts';

const row = (label: string, shown: ForestRow['shown'], main = false): ForestRow => ({ label, main, shown });
const at = (value: number, low: number, high: number): ForestRow['shown'] => ({ value, interval: [low, high] });

const draw = (...rows: readonly ForestRow[]) =>
  drawForest({ sides: ['less', 'more'], groups: [{ heading: 'Criteria', rows }] });

function read(svg: string) {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const all = (selector: string) => [...documentElement.querySelectorAll(selector)];
  const rules = all('[aria-label="rule"] line').map(
    (line) => [Number(line.getAttribute('x1')), Number(line.getAttribute('x2'))] as const,
  );
  return {
    texts: all('text').map(({ textContent }) => textContent),
    signs: all('[aria-label="dot"] path, [aria-label="dot"] circle').length,
    spans: rules.filter(([left, right]) => left !== right),
    zero: rules.filter(([left, right]) => left === right).map(([left]) => left),
  };
}

describe('a chart of differences around zero', () => {
  it('has a row with its interval for each difference, and words where there is none', () => {
    const { texts, signs, spans } = read(
      draw(
        row('Overall', at(0.2, -0.1, 0.5), true),
        row('Safety', at(-0.3, -0.5, -0.1)),
        row('Depth', { value: 0.1, interval: null }),
        row('Truthfulness', 'too few scenarios'),
      ),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['Criteria', 'Overall', 'Safety', 'Depth', 'Truthfulness', 'too few scenarios']),
    );
    expect(texts).toEqual(expect.arrayContaining(['less', 'more', '0']));
    expect(signs).toBe(3);
    expect(spans).toHaveLength(2);
    expect(texts.join()).not.toMatch(/NaN|undefined|-\d/);
  });

  it('has as much room on either side of zero, and crosses it with the intervals that do', () => {
    const { spans, zero } = read(draw(row('Overall', at(0.2, -0.4, 0.8), true), row('Safety', at(0.3, 0.1, 0.5))));
    const [line] = zero;
    const [across, beyond] = spans.toSorted(([left], [right]) => left - right);
    expect(across?.[0]).toBeLessThan(line ?? Number.NaN);
    expect(across?.[1]).toBeGreaterThan(line ?? Number.NaN);
    expect(beyond?.[0]).toBeGreaterThan(line ?? Number.NaN);
  });

  it('cuts off an interval that would make all others small, and says so by arrows', () => {
    const usual = read(draw(row('Overall', at(0.2, 0.1, 0.3)), row('Safety', at(0.4, 0.2, 0.6))));
    const cut = read(draw(row('Overall', at(0.2, 0.1, 0.3)), row('Safety', at(0.4, -40, 60))));
    expect(cut.signs - usual.signs).toBe(2);
    const lengths = cut.spans.map(([left, right]) => right - left);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(15);
  });

  it('is drawn where nothing has a value, in the colour of what is around it, with texts as texts', () => {
    const svg = draw(row('<script>&"', 'unscored'));
    expect(svg).not.toMatch(/NaN|<script|(?:fill|stroke)="(?!none|currentColor)/);
    expect(read(svg).texts).toContain('<script>&"');
    const empty = drawForest({
      sides: ['less', 'more'],
      groups: [
        { heading: 'Empty', rows: [] },
        { heading: '', rows: [row('Overall', 'unscored')] },
      ],
    });
    expect(read(empty).texts).not.toContain('Empty');
  });
});
