import { expect, it } from 'vitest';
import { scenarioFromQuestion } from '../../src/content/own-question.ts';
import { personSeat } from '../../src/debate/plan.ts';
import { votedTrialOf } from '../../src/export/voted-trial.ts';
import type { TrialView } from '../../src/trial/view-trial.ts';
import { content, entry } from '../support/content.ts';
import { type Ballots, holdTrials } from './held-trials.ts';

/** Of one trial, as it was held or as something of it was altered. */
async function viewOf(ballots: Ballots = {}): Promise<TrialView> {
  const [view] = await (await holdTrials([{ votes: { ensemble: 5, baseline: 1 }, ...ballots }])).views();
  if (view === undefined) throw new Error('one was held');
  return view;
}

const reasonOf = (view: TrialView, simulated = false): string | undefined => {
  const trial = votedTrialOf(view, simulated);
  return trial?.status === 'left-out' ? trial.reason : trial?.status;
};

it('a closed ballot has what people read and voted on: question, blinded answers, both counts, scores', async () => {
  const view = await viewOf({ votes: { ensemble: 4, baseline: 1, tie: 1, late: 2 }, raters: 3 });
  const trial = votedTrialOf(view, false);
  if (trial?.status !== 'voted') throw new Error('it is voted');
  const { motion, background } = entry(content.scenarios, 'care-robot-refusal');
  expect(trial.question).toBe(`${motion}\n\n${background}`);
  expect(trial).toMatchObject({
    commitment: view.ballot?.seal.commitment,
    count: { voters: 6, ties: 1 },
    voters: 8,
    scored: 'answer',
    simulated: false,
  });
  expect(trial.answers.map(({ writer, votes }) => [writer.arm, votes])).toEqual([
    ['ensemble', 4],
    ['baseline', 1],
  ]);
  const [ensemble, baseline] = trial.answers;
  expect(ensemble.text).toMatch(/^\*\*Recommendation\.\*\* /);
  expect(ensemble.writer).toMatchObject({ arm: 'ensemble', ensemble: 'pocket', chair_model: 'scripted-model:1b' });
  expect(ensemble.writer.personas).toHaveLength(ensemble.writer.models.length);
  expect(baseline.writer).toMatchObject({ arm: 'baseline', ensemble: null, personas: [], chair_persona: null });
  expect(ensemble.scores.overall).not.toBeNull();
  expect(ensemble.ratings.filtered.criteria[0]?.mean).toMatchObject({ value: 3, n: 3 });
});

it('a ballot that is open, or was never opened, is sealed', async () => {
  const view = await viewOf({ open: true });
  expect(reasonOf(view)).toBe('no-ballot');
  expect(reasonOf({ ...view, ballot: null })).toBe('no-ballot');
  expect(votedTrialOf({ ...view, plan: null }, false)).toBeUndefined();
});

it('what was taken off view stays out', async () => {
  expect(reasonOf(await viewOf({ hidden: true }))).toBe('hidden');
});

it('a record that is not what was sealed stays out', async () => {
  const view = await viewOf();
  expect(reasonOf(view)).toBe('voted');
  expect(reasonOf({ ...view, judgements: view.judgements.slice(1) })).toBe('seal-broken');
});

it('a question that a person typed stays out, with all that models made of it', async () => {
  const scenario = scenarioFromQuestion('Should my neighbour Bea Miller keep her three dogs?');
  expect(reasonOf(await viewOf({ request: { scenario } }))).toBe('typed-question');
});

it('what a server has made stays out: its ensembles, its personas, its scenarios', async () => {
  const view = await viewOf();
  const { plan } = view;
  if (plan === null) throw new Error('it has one');
  const { ensemble } = plan;
  const withPlan = (changed: Partial<typeof ensemble>): TrialView => ({
    ...view,
    plan: { ...plan, ensemble: { ...ensemble, ...changed } },
  });
  expect(reasonOf(withPlan({ ensemble: 'our-council' }))).toBe('own-content');
  expect(reasonOf(withPlan({ scenario: { ...ensemble.scenario, topic: 'community' } }))).toBe('own-content');
  const [member, ...others] = ensemble.members;
  if (member?.persona === undefined || member.persona === null) throw new Error('members have personas');
  const own = { ...member, persona: { ...member.persona, id: 'our-uncle' } };
  expect(reasonOf(withPlan({ members: [own, ...others] }))).toBe('own-content');
});

it('a debate in which people asked, or sat at the table, stays out', async () => {
  const view = await viewOf();
  const withEvent = (event: TrialView['debates']['ensemble'][number]): TrialView => ({
    ...view,
    debates: { ...view.debates, ensemble: [...view.debates.ensemble, event] },
  });
  expect(reasonOf(withEvent({ type: 'question-put', round: 1, id: 'q1', text: 'What of the dogs?' }))).toBe('audience');
  expect(reasonOf(withEvent({ type: 'person-joined', round: 1, seat: personSeat('1'), name: 'Bea' }))).toBe('audience');
});

it('an answer of a debate that lacks a turn takes its ballot out', async () => {
  const view = await viewOf();
  const ends = view.debates.baseline.map((event) =>
    event.type === 'debate-end' ? { ...event, status: 'incomplete' as const } : event,
  );
  expect(reasonOf({ ...view, debates: { ...view.debates, baseline: ends } })).toBe('incomplete');
});

it('two answers that are the same take their ballot out', async () => {
  const view = await viewOf();
  const same = view.debates.ensemble.find(({ type }) => type === 'answer-ready');
  const baseline = view.debates.baseline.map((event) =>
    event.type === 'answer-ready' && same?.type === 'answer-ready' ? same : event,
  );
  expect(reasonOf({ ...view, debates: { ...view.debates, baseline } })).toBe('same-answers');
});

it('votes of programs are never people’s: such trials are taken only as simulated ones, and then without people', async () => {
  const mixed = await viewOf({ programs: 7 });
  expect(reasonOf(mixed)).toBe('programs');
  expect(votedTrialOf(mixed, true)).toMatchObject({ simulated: true, count: { voters: 7 }, voters: 7 });
  expect(reasonOf(await viewOf(), true)).toBe('no-programs');
});
