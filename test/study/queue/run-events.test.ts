import { expect, it } from 'vitest';
import { openCallsIn, type RunEvent, runHistoryOf } from '../../../src/study/queue/run-events.ts';

const sitting = {
  program: '1.0.0',
  node: 'v20',
  platform: 'linux',
  processor: 'any',
  cores: 2,
  memory: 1e9,
  engine: 'scripted',
  engineVersion: null,
};
const taken = (worker: string, token: number, cutOff = 0): RunEvent => ({
  type: 'taken',
  worker,
  sitting,
  token,
  cutOff,
});
const outcome = { type: 'debate', status: 'complete', rejected: 1 } as const;
const calls = (begun: number, over: number): RunEvent => ({ type: 'calls', begun, over });

it('a run that was taken from somebody who died is told from one that was given back or could not be had', () => {
  const died = [taken('a', 1), calls(1, 0), calls(1, 1), calls(2, 1)];
  const events: RunEvent[] = [
    ...died,
    taken('b', 2, openCallsIn(died)),
    calls(1, 0),
    { type: 'given-back', worker: 'b' },
    taken('c', 4, 1),
    { type: 'not-had', worker: 'c', reason: 'no server answers' },
    taken('a', 5),
    { type: 'ended', worker: 'a', outcome },
  ];
  expect(runHistoryOf(events)).toEqual({
    outcome,
    workers: ['a', 'b', 'c', 'a'],
    sittings: [sitting, sitting, sitting, sitting],
    takeovers: 1,
    cutOff: 2,
    notHad: ['no server answers'],
  });
});

it('counts no call as cut off of somebody who made none', () => {
  expect(openCallsIn([taken('a', 1), calls(3, 2), taken('b', 2, 1)])).toBe(0);
  expect(openCallsIn([taken('a', 1), calls(3, 3)])).toBe(0);
  expect(openCallsIn([])).toBe(0);
  expect(runHistoryOf([taken('a', 1)])).toMatchObject({ outcome: undefined, takeovers: 0, cutOff: 0 });
});
