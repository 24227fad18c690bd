import { describe, expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { StudyPace } from '../../src/study/run/study-pace.ts';
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

function take(pace: StudyPace, clock: HandClock, run: StudyRun | undefined, milliseconds: number): void {
  if (run === undefined) throw new Error('There is no such run');
  pace.add({ type: 'began', run });
  clock.move(milliseconds);
  pace.add({
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
    const pace = new StudyPace(RUNS, RUNS.slice(1), 1, COSTS, new HandClock());
    expect(pace.at).toMatchObject({
      debates: { ended: 1, of: 2 },
      judged: { ended: 0, of: 1 },
      rejected: 0,
      timeLeft: undefined,
    });
  });

  it('takes what was not seen yet to cost as much, against what was, as the plan says', () => {
    const clock = new HandClock();
    const pace = new StudyPace(RUNS, RUNS, 1, COSTS, clock);
    take(pace, clock, first, 3000);
    expect(pace.at).toMatchObject({ timeLeft: 3000 + 1000, incomplete: 1, rejected: 2 });
    take(pace, clock, second, 5000);
    expect(pace.at.timeLeft).toBeCloseTo(4000 / 3, 6);
    take(pace, clock, judging, 100);
    expect(pace.at.timeLeft).toBe(0);
  });

  it('shares the time among as many runs as go on at once, and names those', () => {
    const clock = new HandClock();
    const pace = new StudyPace(RUNS, RUNS, 2, COSTS, clock);
    take(pace, clock, first, 3000);
    if (second !== undefined) pace.add({ type: 'began', run: second });
    expect(pace.at).toMatchObject({ timeLeft: 2000, running: [second] });
  });
});
