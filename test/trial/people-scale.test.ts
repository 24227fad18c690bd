import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import { PastBallots } from '../../src/trial/past-ballots.ts';
import { resultOf } from '../../src/trial/result.ts';
import { describeScale, scaleTitle } from '../../src/trial/scale-words.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { type Answer, type BallotOptions, ballotEvents, storedIn } from '../agreement/ballots.ts';
import { content } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { Database, requestOf } from './processes.ts';

const HOUR = 3_600_000;
const { signal } = new AbortController();

/** Good and bad answers by turns; the judge says 1 more than people. */
const quality = (place: number, { arm }: Answer): number => 2 + ((place + (arm === 'ensemble' ? 1 : 0)) % 4);

const rated = (place: number, changed: Partial<BallotOptions> = {}): TrialEvent[] =>
  ballotEvents({
    place,
    score: (answer) => quality(place, answer) + 1,
    ratings: (answer) => [quality(place, answer) - 1, quality(place, answer), quality(place, answer) + 1],
    ...changed,
  });

const viewOf = (events: readonly TrialEvent[]) => viewTrial(events.map((event) => ({ source: 'trial', event })));

/** The scale for a trial that is closing, by the ballots of a database. */
async function scaleFor(stored: readonly (readonly TrialEvent[])[], closing: readonly TrialEvent[]) {
  const log = createLog('silent');
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  for (const [stream, seq, event] of storedIn(stored)) await events.append(stream, seq, event);
  const view = viewOf(closing);
  if (view.plan === null) throw new Error('no plan');
  const past = new PastBallots(events, log);
  const scales = [await past.scaleFor(view.plan, view, signal), await past.scaleFor(view.plan, view, signal)];
  await events.close();
  expect(scales[1]).toEqual(scales[0]);
  return scales[0];
}

const many = (count: number, changed: Partial<BallotOptions> = {}): TrialEvent[][] =>
  Array.from({ length: count }, (_, place) => rated(place, changed));

describe('people’s scale', () => {
  it('is known from fifty earlier answers of the panel by this rubric, one a ballot', async () => {
    const scale = await scaleFor(many(50), rated(90, { closed: false }));
    expect(scale).toMatchObject({ status: 'calibrated', n: 50, error: { raw: 1, mapped: 0 } });
    expect(await scaleFor(many(49), rated(90))).toBeUndefined();
  });

  it.each<[string, Partial<BallotOptions>]>([
    ['another judge’s', { judges: ['another:8b'] }],
    ['of ballots that are open', { closed: false }],
    ['that programs rated', { ratings: () => [], scripted: () => 4 }],
  ])('is not taken from scores %s', async (_, changed) => {
    expect(await scaleFor(many(50, changed), rated(90))).toBeUndefined();
  });

  it('of a panel is not taken from the scores of one of its judges', async () => {
    const judges = ['judging-model:8b', 'another:8b'];
    expect(await scaleFor(many(50), rated(90, { judges }))).toBeUndefined();
    expect(await scaleFor(many(50, { judges }), rated(90, { judges }))).toMatchObject({ n: 50 });
  });

  it('counts no ballot of the trial itself', async () => {
    expect(await scaleFor(many(50), rated(49))).toBeUndefined();
  });

  it('is learned by a trial while its ballot is open, and none where the database holds too little', async () => {
    const database = await Database.open();
    for (const [stream, seq, event] of storedIn(many(50, { judges: [MODEL], rubric: content.rubric })))
      await database.events.append(stream, seq, event);
    const first = await database.process({ judged: ['debate', 'answer'] });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    await first.trials.finished(plan.trial);
    const types = first.watcher.seen.map(({ event }) => event.type);
    expect(types.indexOf('people-scale-known')).toBeGreaterThan(types.indexOf('ballot-open'));
    expect(types.indexOf('ballot-closed')).toBeGreaterThan(types.indexOf('people-scale-known'));
    expect(viewTrial(await first.trials.history(plan.trial)).peopleScale).toMatchObject({ n: 50 });

    const empty = await Database.open();
    const { trials, watcher } = await empty.process({ judged: ['debate', 'answer'] });
    const second = await trials.start(await trials.plan(requestOf('ada')));
    await watcher.shown('ballot-open');
    empty.clock.skip(HOUR);
    expect(await trials.finished(second.plan.trial)).toMatchObject({ status: 'complete' });
    expect(viewTrial(await trials.history(second.plan.trial)).peopleScale).toBeNull();
  });

  it('stands beside the scores in the result, with its error, and nowhere without answers’ scores', async () => {
    const scale = await scaleFor(many(50), rated(90));
    if (scale === undefined) return expect.fail();
    const end: TrialEvent[] = [
      { type: 'people-scale-known', scale },
      { type: 'trial-end', status: 'complete', reasons: [] },
    ];
    const scaledIn = (events: readonly TrialEvent[]) =>
      resultOf(events.map((event) => ({ source: 'trial', event })))?.community?.scaled;
    const scaled = scaledIn([...rated(2), ...end]);
    if (scaled === undefined || scaled === null) return expect.fail();
    expect(scaleTitle(scaled)).toBe('On people’s scale, from 50 earlier answers');
    expect(describeScale(scaled)).toEqual([
      "Answer A (the single model's): judge 5.0, on people’s scale 4.0",
      "Answer B (the ensemble's): judge 6.0, on people’s scale 5.0",
      'Usual error then: 1.0 points as it is, 0.0 on people’s scale',
    ]);
    const spread = { ...scaled, answers: scaled.answers.map((answer) => ({ ...answer, spread: 1.2 })) };
    expect(describeScale(spread)[0]).toContain('judge 5.0 ± 1.2, on people’s scale 4.0');
    expect(scaledIn([...ballotEvents({ place: 2 }), ...end])).toBeNull();
    expect(scaledIn([...rated(2), ...end.slice(1)])).toBeNull();
  });
});
