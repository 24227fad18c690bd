import { expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor, textOf } from '../system/eyes.ts';
import { pausingAt } from '../system/pauses.ts';
import { SkippingClock } from '../system/skipping-clock.ts';
import { Stage } from '../system/stage.ts';
import { threadOf, trialIn } from '../system/threads.ts';

const HOUR = 3_600_000;

/** A clock that somebody sets back: what it shows jumps, and who sleeps wakes as if nothing had been, as with a computer's timers. */
class ClockSetBack implements Clock {
  readonly #timers = new SkippingClock();
  #back = 0;

  now(): number {
    return this.#timers.now() - this.#back;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#timers.sleep(milliseconds, signal);
  }

  setBack(milliseconds: number): void {
    this.#back += milliseconds;
  }

  skip(milliseconds: number): void {
    this.#timers.skip(milliseconds);
  }
}

it('is no trouble in a turn, between the debates, in the ballot and before a restart: order and deadlines hold', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const clock = new ClockSetBack();
  // A turn of the ensemble and one of the single model.
  const script = pausingAt([1, 8]);
  const options = { clock, limits: 'discord' } as const;
  const first = await stage.run({ ...options, script: script.script });
  const trial = trialIn(await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 }));
  const thread = await threadOf(eyes, trial);
  for (const call of [1, 8]) {
    await script.at(call).reached;
    clock.setBack(HOUR);
    script.at(call).goOn();
  }
  const ballot = await eyes.card(thread, 'Which answer is better?');
  clock.setBack(HOUR);
  await eyes.press(ballot, buttonFor(ballot, ':answer:A'));
  const seen = [...(await first.app.trials.history(trial))];
  expect(seen.at(-1)?.event.type).toBe('vote-cast');
  await first.close();
  clock.setBack(5 * HOUR);

  const second = await stage.run(options);
  expect(await second.app.trials.history(trial)).toEqual(seen);
  // No longer than a ballot is open, though by the clock there are six hours left.
  clock.skip(HOUR);
  const result = await eyes.card(thread, 'Results');
  expect(textOf(result)).toMatch(/Votes by people: [01] for the ensemble, [01] for the single model/);
  expect(viewTrial(await second.app.trials.history(trial)).end?.status).toBe('complete');
  for (const { event } of seen) if (event.type === 'turn-end') expect(event.milliseconds).toBeGreaterThanOrEqual(0);
  stage.expectClean(eyes);
});
