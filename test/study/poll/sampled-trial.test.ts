import path from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../../src/core/log.ts';
import type { Script } from '../../../src/models/scripted/scripted-host.ts';
import { openEventLog } from '../../../src/store/open-event-log.ts';
import { sampledTrial } from '../../../src/study/poll/sampled-trial.ts';
import { debatesOf } from '../../../src/trial/plan.ts';
import { TrialRecord } from '../../../src/trial/trial-record.ts';
import { skippingClock } from '../../support/hand-clock.ts';
import { goodScript } from '../../support/speech.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { layOut, sit, smallPlan } from '../scripted-study.ts';

const answer = { recommendation: 'Do it.', strongestObjection: 'It costs.', dissent: '' };

/** A judged trial of three arms, of which the baseline's debate ended so. */
async function judged(baseline: 'complete' | 'failed') {
  const { trials } = await layOut(smallPlan({ arms: ['ensemble', 'baseline', 'self-consistency'] }));
  const [first] = trials;
  if (first === undefined) throw new Error('A study has trials');
  const events = await openEventLog({ address: 'memory://', log: createLog('silent'), clock: skippingClock() });
  const record = await TrialRecord.open(events, first.plan.trial);
  await record.append({ type: 'trial-start', plan: first.plan });
  expect(sampledTrial(record)).toMatchObject({ status: 'not judged' });
  for (const plan of debatesOf(first.plan)) {
    const { arm } = plan;
    await record.appendDebate(arm, { type: 'debate-start', plan });
    const status = arm === 'baseline' ? baseline : 'complete';
    if (status === 'complete') await record.appendDebate(arm, { type: 'answer-ready', answer });
    await record.appendDebate(arm, { type: 'debate-end', status, reasons: [] });
  }
  expect(sampledTrial(record)).toMatchObject({ status: 'not judged' });
  await record.append({ type: 'trial-end', status: baseline, reasons: [] });
  return sampledTrial(record);
}

it('can be voted on once it is judged, with answers to vote on', async () => {
  expect(await judged('complete')).toMatchObject({ status: 'to come', ensembleBetter: null });
});

it('has how sure the panel is, where it compared the answers', async () => {
  const file = path.join(await temporaryFolder(), 'study.sqlite');
  const script: Script = {
    ...goodScript,
    choose: (_, __, options) => new Map(options.map((option, at) => [option, at === 0 ? 0.8 : 0.2])),
  };
  const { pairs } = await sit({ plan: smallPlan(), file, script });
  const [pair] = pairs;
  if (pair === undefined) throw new Error('A study has pairs');
  const events = await openEventLog({ address: `sqlite://${file}`, log: createLog('silent'), clock: skippingClock() });
  const sampled = sampledTrial(await TrialRecord.open(events, pair.trial));
  await events.close();
  // It prefers what stands first, in either order.
  expect(sampled).toMatchObject({ status: 'to come', ensembleBetter: 0.5 });
});

it('can’t where a debate failed, though two answers are there', async () => {
  expect(await judged('failed')).toMatchObject({ status: 'not votable' });
});
