import { describe, expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { StudyFigures } from '../../src/study/run/study-figures.ts';
import type { StudyRun } from '../../src/study/run/study-run.ts';
import { HandClock } from '../support/hand-clock.ts';

const trial = trialIdSchema.parse('t-aaaaaa');
const RUNS: readonly StudyRun[] = [
  { type: 'debate', trial, arm: 'ensemble' },
  { type: 'debate', trial, arm: 'baseline' },
  { type: 'judging', trial },
];
const [first, second, judging] = RUNS;
const COSTS = { debate: 3, judging: 1 };

function take(figures: StudyFigures, clock: HandClock, run: StudyRun | undefined, milliseconds: number): void {
  if (run === undefined) throw new Error('There is no such run');
  figures.add({ type: 'began', run });
  clock.move(milliseconds);
  figures.add({
    type: 'ended',
    run,
    outcome:
      run.type === 'debate'
        ? { type: 'debate', status: 'incomplete', rejected: 2 }
        : { type: 'judging', said: 1, unscored: 0 },
  });
}

describe('how far a study is', () => {
  it('is told by what has ended, in this sitting and before, and nothing of the time before anything was seen', () => {
    const figures = new StudyFigures(RUNS, RUNS.slice(1), 1, COSTS, new HandClock());
    expect(figures.at).toMatchObject({
      debates: { ended: 1, of: 2 },
      judged: { ended: 0, of: 1 },
      rejected: 0,
      timeLeft: undefined,
    });
  });

  it('takes what was not seen yet to cost as much, against what was, as the plan says', () => {
    const clock = new HandClock();
    const figures = new StudyFigures(RUNS, RUNS, 1, COSTS, clock);
    take(figures, clock, first, 3000);
    expect(figures.at).toMatchObject({ timeLeft: 3000 + 1000, incomplete: 1, rejected: 2 });
    take(figures, clock, second, 5000);
    expect(figures.at.timeLeft).toBeCloseTo(4000 / 3, 6);
    take(figures, clock, judging, 100);
    expect(figures.at.timeLeft).toBe(0);
  });

  it('shares the time among as many runs as go on at once, and names those', () => {
    const clock = new HandClock();
    const figures = new StudyFigures(RUNS, RUNS, 2, COSTS, clock);
    take(figures, clock, first, 3000);
    if (second !== undefined) figures.add({ type: 'began', run: second });
    expect(figures.at).toMatchObject({ timeLeft: 2000, running: [second] });
  });
});
