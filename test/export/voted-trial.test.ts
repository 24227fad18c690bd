import { expect, it } from 'vitest';
import { scenarioFromQuestion } from '../../src/content/own-question.ts';
import type { VoterId } from '../../src/core/ids.ts';
import { personSeat } from '../../src/debate/plan.ts';
import { type Taken, votedTrialOf } from '../../src/export/voted-trial.ts';
import { forgetInTrial } from '../../src/privacy/forget-in-trial.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { type TrialView, viewTrial } from '../../src/trial/view-trial.ts';
import { content, entry } from '../support/content.ts';
import { voterId } from '../support/people.ts';
import { type Ballots, holdTrials } from './held-trials.ts';

/** Of one trial. */
async function held(ballots: Ballots): Promise<TrialView> {
  const [view] = await (await holdTrials([{ votes: { ensemble: 5, baseline: 1 }, ...ballots }])).views();
  if (view === undefined) throw new Error('one was held');
  return view;
}

let usual: Promise<TrialView> | undefined;
/** Of one of which nothing bars it, to be altered: it is held once. */
function viewOf(): Promise<TrialView> {
  usual ??= held({});
  return usual;
}

const PEOPLE: Taken = { simulated: false, typedWords: false };
const PROGRAMS: Taken = { simulated: true, typedWords: false };
const WITH_CONSENT: Taken = { simulated: false, typedWords: true };

const reasonOf = (view: TrialView, taken = PEOPLE): string | undefined => {
  const trial = votedTrialOf(view, taken);
  return trial?.status === 'left-out' ? trial.reason : trial?.status;
};

it('a closed ballot has what people read and voted on: question, blinded answers, both counts, scores', async () => {
  const view = await held({ votes: { ensemble: 4, baseline: 1, tie: 1, late: 2 }, raters: 3 });
  const trial = votedTrialOf(view, PEOPLE);
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
  expect(ensemble.writer).toMatchObject({ arm: 'ensemble', ensemble: 'pocket', model: 'scripted-model:1b' });
  expect(ensemble.writer.personas).toHaveLength(ensemble.writer.models.length);
  expect(baseline.writer).toMatchObject({ arm: 'baseline', ensemble: null, personas: [], persona: null });
  expect(ensemble.scores.overall).not.toBeNull();
  expect(ensemble.ratings.filtered.criteria[0]?.mean).toMatchObject({ value: 3, n: 3 });
});

it('a ballot that is open, or was never opened, is sealed', async () => {
  const view = await held({ open: true });
  expect(reasonOf(view)).toBe('no-ballot');
  expect(reasonOf({ ...view, ballot: null })).toBe('no-ballot');
  expect(votedTrialOf({ ...view, plan: null }, PEOPLE)).toBeUndefined();
});

it('what was taken off view stays out', async () => {
  expect(reasonOf(await held({ hidden: true }))).toBe('hidden');
});

it('a record that is not what was sealed stays out', async () => {
  const view = await viewOf();
  expect(reasonOf(view)).toBe('voted');
  expect(reasonOf({ ...view, judgements: view.judgements.slice(1) })).toBe('seal-broken');
});

it('a question that a person typed stays out, unless they said that it may be published and the operator lets it in', async () => {
  const scenario = scenarioFromQuestion('Should my neighbour Bea Miller keep her three dogs?');
  const silent = await held({ request: { scenario } });
  expect(reasonOf(silent)).toBe('typed-question');
  expect(reasonOf(silent, WITH_CONSENT)).toBe('typed-question');
  const consented = await held({ request: { scenario, publish: true } });
  expect(reasonOf(consented)).toBe('typed-question');
  expect(votedTrialOf(consented, WITH_CONSENT)).toMatchObject({ typedWords: true, question: scenario.motion });
  expect(votedTrialOf(await viewOf(), WITH_CONSENT)).toMatchObject({ typedWords: false });
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
  expect(reasonOf(withPlan({ ensemble: 'our-council' }), WITH_CONSENT)).toBe('own-content');
  expect(reasonOf(withPlan({ scenario: { ...ensemble.scenario, topic: 'community' } }))).toBe('own-content');
  const [member, ...others] = ensemble.members;
  if (member?.persona === undefined || member.persona === null) throw new Error('members have personas');
  const own = { ...member, persona: { ...member.persona, id: 'our-uncle' } };
  expect(reasonOf(withPlan({ members: [own, ...others] }))).toBe('own-content');
});

it('a debate in which people asked, or sat at the table, stays out, unless all of them said that it may be published', async () => {
  const view = await viewOf();
  const question = { type: 'question-put', round: 1, id: 'q1', text: 'What of the dogs?' } as const;
  const person = { type: 'person-joined', round: 1, seat: personSeat('1'), name: 'Bea' } as const;
  const heard = (events: readonly (typeof question | typeof person)[], publishable: readonly string[]): TrialView => ({
    ...view,
    debates: { ...view.debates, ensemble: [...view.debates.ensemble, ...events] },
    publishable: new Set(publishable),
  });
  expect(reasonOf(heard([question], []))).toBe('audience');
  expect(reasonOf(heard([person], []))).toBe('audience');
  expect(reasonOf(heard([question], ['q1']))).toBe('audience');
  expect(reasonOf(heard([question], ['q1']), WITH_CONSENT)).toBe('voted');
  expect(reasonOf(heard([person], [person.seat]), WITH_CONSENT)).toBe('voted');
  expect(reasonOf(heard([question, person], ['q1']), WITH_CONSENT)).toBe('audience');
  expect(reasonOf(heard([question, person], [person.seat]), WITH_CONSENT)).toBe('audience');
});

it('an answer of a debate that lacks a turn takes its ballot out', async () => {
  const two = await viewOf();
  const three = await held({ request: { selfConsistency: true } });
  expect(votedTrialOf(three, PEOPLE)).toMatchObject({ answers: { length: 3 } });
  for (const view of [two, three]) {
    const ends = view.debates.baseline.map((event) =>
      event.type === 'debate-end' ? { ...event, status: 'incomplete' as const } : event,
    );
    expect(reasonOf({ ...view, debates: { ...view.debates, baseline: ends } })).toBe('incomplete');
    expect(reasonOf({ ...view, debates: { ...view.debates, baseline: [] } })).toBe('incomplete');
  }
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
  const mixed = await held({ programs: 7 });
  expect(reasonOf(mixed)).toBe('programs');
  expect(votedTrialOf(mixed, PROGRAMS)).toMatchObject({ simulated: true, count: { voters: 7 }, voters: 7 });
  expect(reasonOf(await viewOf(), PROGRAMS)).toBe('no-programs');
});

it('a program that only reacted, while the bot was down, took part too', async () => {
  const view = await viewOf();
  const listed = (scripted: boolean): TrialView => ({
    ...view,
    reactionsAtClose: {
      type: 'reactions-counted',
      counts: [
        {
          target: { kind: 'answer', arm: 'ensemble' },
          meaning: 'weak',
          voters: [{ voter: voterId('program'), scripted }],
        },
      ],
    },
  });
  expect(reasonOf(listed(false))).toBe('voted');
  expect(reasonOf(listed(true))).toBe('programs');
});

it('whoever has their data deleted takes back that their words may be published', async () => {
  const scenario = scenarioFromQuestion('Should my neighbour Bea Miller keep her three dogs?');
  const request = { scenario, publish: true };
  const [history = []] = await (await holdTrials([{ votes: { ensemble: 5, baseline: 1 }, request }])).histories();
  const bea = voterId('bea');
  const asked = { type: 'question-asked', id: 'q1', text: 'Why?', by: bea, publish: true } as const;
  const seated = { type: 'seat-taken', id: '1', name: 'Guest 1', by: bea, publish: true } as const;
  const put = { type: 'question-put', round: 1, id: 'q1', text: 'Why?' } as const;
  const all: TrialUpdate[] = [
    ...history,
    { source: 'trial', event: asked },
    { source: 'trial', event: seated },
    { source: 'debate', arm: 'ensemble', event: put },
  ];
  const reasonWithout = (voter: VoterId): unknown =>
    reasonOf(viewTrial(forgetInTrial(voter, voterId('nobody'))(all)), WITH_CONSENT);
  expect(reasonOf(viewTrial(all), WITH_CONSENT)).toBe('voted');
  expect(reasonWithout(voterId('ada'))).toBe('typed-question');
  expect(reasonWithout(bea)).toBe('audience');
  expect([...viewTrial(all).publishable]).toEqual(['q1', 'person-1']);
  expect([...viewTrial(forgetInTrial(bea, voterId('nobody'))(all)).publishable]).toEqual([]);
});

it('a member’s own answer is its own, with the panel’s scores of it', async () => {
  const trial = votedTrialOf(await held({ request: { memberAnswers: true } }), PEOPLE);
  if (trial?.status !== 'voted') throw new Error('it is voted');
  const members = trial.answers.filter(({ writer }) => writer.arm === 'member');
  const personas = trial.debate.members.map(({ persona }) => persona?.id);
  expect(members.map(({ writer }) => writer.persona).sort()).toEqual(personas.sort());
  for (const { writer, scores } of members) {
    expect(writer).toMatchObject({ ensemble: 'pocket', personas: [writer.persona], models: [writer.model] });
    expect(scores.overall).not.toBeNull();
  }
});
