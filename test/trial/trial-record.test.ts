import { expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { isRecorded } from '../../src/debate/events.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { TrialRecord } from '../../src/trial/trial-record.ts';
import { debate, planFor } from '../support/debate.ts';
import { HandClock } from '../support/hand-clock.ts';
import { Database, requestOf } from './processes.ts';

/** Each store has times of its own. */
const untimed = (updates: readonly TrialUpdate[]) => updates.map(({ at: _, ...update }) => update);

it('reads back what was stored in the order of storing, also where many events are of one moment', async () => {
  const database = await Database.open();
  const { trials, watcher } = await database.process();
  const { plan } = await trials.start(await trials.plan(requestOf('ada')));
  await watcher.shown('ballot-open');
  const stored = watcher.seen.filter(({ event }) => event.type !== 'turn-delta');

  const events = await openEventLog({ address: 'memory://', log: createLog('silent'), clock: new HandClock() });
  const record = await TrialRecord.open(events, plan.trial);
  for (const update of stored) {
    if (update.source === 'trial') await record.append(update.event);
    else await record.appendDebate(update.arm, update.event);
  }
  const { updates } = await TrialRecord.open(events, plan.trial);
  expect(untimed(updates)).toEqual(untimed(stored));
  expect(updates).toEqual(record.updates);
});

it('reads back in the order of storing what was stored while the clock was set back', async () => {
  const database = await Database.open();
  const { trials, watcher } = await database.process();
  const { plan } = await trials.start(await trials.plan(requestOf('ada')));
  await watcher.shown('ballot-open');
  const stored = watcher.seen.filter(({ event }) => event.type !== 'turn-delta');

  const clock = new HandClock();
  const events = await openEventLog({ address: 'memory://', log: createLog('silent'), clock });
  for (const half of [stored.slice(0, stored.length / 2), stored.slice(stored.length / 2)]) {
    const record = await TrialRecord.open(events, plan.trial);
    for (const update of half) {
      // Back with every event: no time of storing is right.
      clock.move(-60_000);
      if (update.source === 'trial') await record.append(update.event);
      else await record.appendDebate(update.arm, update.event);
    }
  }
  expect(untimed((await TrialRecord.open(events, plan.trial)).updates)).toEqual(untimed(stored));
});

it('gives each reader the stored updates, then the live ones, and nothing after its end', async () => {
  const trial = trialIdSchema.parse('t-abc123');
  const { events } = await debate(planFor({ rounds: 1 }));
  const log = await openEventLog({ address: 'memory://', log: createLog('silent'), clock: new HandClock() });
  const record = await TrialRecord.open(log, trial);
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('a debate without events');
  await record.appendDebate('ensemble', first);
  const read: TrialUpdate[] = [];
  const reading = (async () => {
    for await (const update of record.read()) read.push(update);
  })();
  for (const event of rest) await record.appendDebate('ensemble', event);
  record.end();
  await record.appendDebate('baseline', first);
  await reading;
  expect(read.map(({ event }) => event).filter((event) => event.type !== 'turn-delta')).toEqual(
    events.filter(isRecorded),
  );
  const late: TrialUpdate[] = [];
  for await (const update of record.read()) late.push(update);
  expect(late.at(-1)).toEqual({ source: 'debate', arm: 'baseline', event: first, at: expect.any(Number) });
});
