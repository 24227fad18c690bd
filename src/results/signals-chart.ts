import type { ShownValue } from '../charts/drawing.ts';
import { drawIntervals, type IntervalCell, type IntervalSeries } from '../charts/interval-chart.ts';
import type { RatingMean } from '../community/rating-summary.ts';
import type { Valued } from '../judge/summary.ts';
import type { Signals } from './signals.ts';

const LOWEST = 1;
const HIGHEST = 7;

/** So many answers side by side can be read on a phone. */
const MOST_BESIDE = 3;

/** Community against judge, a chart for each three answers or fewer: see drawIntervals. What has no value is a word. */
export function drawSignals({ answers, judgeRead }: Signals): string[] {
  const bands = Math.ceil(answers.length / MOST_BESIDE);
  const beside = Math.ceil(answers.length / bands);
  return Array.from({ length: bands }, (_, band) =>
    drawBand({ judgeRead, answers: answers.slice(band * beside, (band + 1) * beside) }),
  );
}

function drawBand({ answers, judgeRead }: Signals): string {
  const scripted = answers.some(({ criteria }) => criteria.some((criterion) => criterion.scripted !== null));
  const series: IntervalSeries[] = [
    { id: 'people', name: 'people: mean rating, 95% interval where it can be had', sign: 'disc' },
    ...(scripted
      ? [{ id: 'scripted', name: 'scripted voters: programs, drawn at random', sign: 'triangle' } as const]
      : []),
    { id: 'judge', name: `judge: score of the ${judgeRead} with its spread`, sign: 'square' },
  ];
  const cells = answers.flatMap(({ name: column, criteria }) =>
    criteria.flatMap(({ name: row, people, scripted, judge }): IntervalCell[] => [
      { column, row, series: 'people', shown: shownMean(people) },
      ...(scripted === null ? [] : [{ column, row, series: 'scripted', shown: shownMean(scripted) }]),
      { column, row, series: 'judge', shown: shownScore(judge) },
    ]),
  );
  return drawIntervals({
    domain: [LOWEST, HIGHEST],
    columns: answers.map(({ name }) => name),
    rows: answers[0]?.criteria.map(({ name }) => name) ?? [],
    series,
    cells,
  });
}

function shownMean(mean: RatingMean): ShownValue | string {
  switch (mean.status) {
    case 'estimated':
      return { value: mean.value, interval: [mean.low, mean.high] };
    case 'no-interval':
      return { value: mean.value, interval: null };
    case 'not-enough-ratings':
      return 'not enough ratings';
    case 'undefined':
      return 'undefined';
  }
}

function shownScore({ value, spread }: Valued): ShownValue | string {
  if (value === null) return 'unscored';
  return { value, interval: spread === null ? null : [value - spread, value + spread] };
}
