import { expect, it } from 'vitest';
import { createLog } from '../../../src/core/log.ts';
import { openEventLog } from '../../../src/store/open-event-log.ts';
import { sampledTrial } from '../../../src/study/poll/sampled-trial.ts';
import { debatesOf } from '../../../src/trial/plan.ts';
import { TrialRecord } from '../../../src/trial/trial-record.ts';
import { skippingClock } from '../../support/hand-clock.ts';
import { layOut, smallPlan } from '../scripted-study.ts';

const answer = { recommendation: 'Do it.', strongestObjection: 'It costs.', dissent: '' };

/** A judged trial of three arms, of which the baseline's debate ended so. */
async function judged(baseline: 'complete' | 'failed') {
  const { trials } = await layOut(smallPlan({ arms: ['ensemble', 'baseline', 'self-consistency'] }));
  const [first] = trials;
  if (first === undefined) throw new Error('A study has trials');
  const events = await openEventLog({ address: 'memory://', log: createLog('silent'), clock: skippingClock() });
  const record = await TrialRecord.open(events, first.plan.trial);
  await record.append({ type: 'trial-start', plan: first.plan });
  expect(sampledTrial(record)).toMatchObject({ status: 'not judged', anyDebateEnded: false });
  for (const plan of debatesOf(first.plan)) {
    const { arm } = plan;
    await record.appendDebate(arm, { type: 'debate-start', plan });
    const status = arm === 'baseline' ? baseline : 'complete';
    if (status === 'complete') await record.appendDebate(arm, { type: 'answer-ready', answer });
    await record.appendDebate(arm, { type: 'debate-end', status, reasons: [] });
  }
  expect(sampledTrial(record)).toMatchObject({ status: 'not judged', anyDebateEnded: true });
  await record.append({ type: 'trial-end', status: baseline, reasons: [] });
  return sampledTrial(record);
}

it('can be voted on once it is judged, with answers to vote on', async () => {
  expect(await judged('complete')).toMatchObject({ status: 'to come', ensembleBetter: null });
});

it('can’t where a debate failed, though two answers are there', async () => {
  expect(await judged('failed')).toMatchObject({ status: 'not votable' });
});
