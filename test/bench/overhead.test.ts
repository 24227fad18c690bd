import { describe, expect, it } from 'vitest';
import { FleetRecord, SCRIPTED_MODEL, scriptedServer } from '../../src/bench/scripted-fleet.ts';
import { leftIdle, onTop, tailFrom } from '../../src/bench/study/overhead.ts';
import type { StudyOverhead } from '../../src/bench/study/study-bench.ts';
import { isKept, studyTable } from '../../src/bench/study/study-table.ts';
import { asking, never } from '../support/fleet.ts';
import { skippingClock } from '../support/hand-clock.ts';

describe('what a study’s harness takes', () => {
  it('of one server is the time between its calls and after the last, as a share of theirs', () => {
    const calls = [
      { start: 5000, own: 400 },
      { start: 5450, own: 500 },
    ];
    expect(onTop(calls, 5990)).toBeCloseTo(90 / 900, 12);
    expect(onTop([{ start: 0, own: 100 }], 100)).toBe(0);
  });

  it('of a fleet is the share of its slots’ time in which none worked, the tail apart', () => {
    const calls = [
      { start: 1000, own: 900 },
      { start: 1000, own: 1000 },
      // Half of it lies in the tail.
      { start: 1900, own: 200 },
      { start: 2500, own: 500 },
    ];
    expect(leftIdle(calls, 2, 2000)).toBeCloseTo(0, 12);
    expect(leftIdle(calls.slice(0, 2), 2, 2000)).toBeCloseTo(0.05, 12);
  });

  it('has a tail from when fewer runs are left than slots', () => {
    expect(tailFrom([50, 10, 30, 20, 40], 2)).toBe(40);
    expect(tailFrom([10, 20], 2)).toBe(10);
    expect(() => tailFrom([10], 2)).toThrow(RangeError);
  });

  it('is within the limit at 3% and not above', () => {
    expect([isKept(0.03), isKept(0.0301)]).toEqual([true, false]);
  });

  it('is told with the limit and how it is counted', () => {
    const one: StudyOverhead = {
      slots: 1,
      debates: 2,
      runs: 3,
      calls: 90,
      seconds: 100,
      ownSeconds: 99,
      overhead: 0.0101,
      readySeconds: 0.2,
      publishingSeconds: 0.3,
      loopDelayP99: 4,
      load: 0.5,
      complete: 2,
    };
    const table = studyTable([one, { ...one, slots: 20, overhead: 0.045 }], 2).join('\n');
    expect(table).toContain('| 1.0% on top of the server’s own time | 4.5% of the fleet’s capacity,');
    expect(table).toContain('| limit 3.0% | kept | NOT KEPT |');
  });
});

it('a scripted server’s own time is that of its stated latencies, whatever its reader takes', async () => {
  const clock = skippingClock();
  const record = new FleetRecord(clock);
  const model = await scriptedServer('one', { reading: 100, word: 10, choice: 80, words: 12 }, record).open(
    SCRIPTED_MODEL,
    { group: '' },
  );
  for await (const part of model.stream(asking('Speak.'), never)) {
    // Slower than the server writes: it goes on writing meanwhile.
    if (part.type === 'text-delta') await clock.sleep(7);
  }
  const [call] = record.worked;
  expect(call?.own).toBe(100 + 12 * 10);
  expect((call?.end ?? 0) - (call?.start ?? 0)).toBe(100 + 12 * 10 + 7);
});
