import { describe, expect, it } from 'vitest';
import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { JudgedKind } from '../../src/judge/judged-kind.ts';
import { objectOf } from '../../src/judge/score.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { trialPlanSchema } from '../../src/trial/plan.ts';
import { resultOf } from '../../src/trial/result.ts';
import type { TrialRequest } from '../../src/trial/service.ts';
import { askedOf } from '../../src/trial/to-judge.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { isOfJudge, promptText, wordsFor } from '../support/speech.ts';
import { Database, type ProcessOptions, requestOf } from './processes.ts';

const ALL: readonly JudgedKind[] = ['debate', 'answer', 'contribution', 'pair'];
const CRITERIA = 7;
/** Two debates and their answers, and two members in each debate. */
const SCORES = CRITERIA * (2 + 2 + 4);
/** Each pair is read in both orders. */
const CHOICES = SCORES + 2;
const HOUR = 3_600_000;

/** The smallest debates, and the two others judge. */
const TWO_JUDGES = [scriptedModelInfo('llama3.1:8b'), scriptedModelInfo('mistral:7b'), scriptedModelInfo('qwen2.5:7b')];

const MEMBERS = ['Speaker A (for)', 'Speaker B (against)'];

interface Asked {
  readonly model: string;
  readonly text: string;
}

/** Good debaters, and a judge of which every question is kept. */
function listening(choose: NonNullable<Script['choose']> = () => new Map([['4', 1]])) {
  const asked: Asked[] = [];
  const reasons: ChatRequest[] = [];
  const script: Script = {
    reply(request) {
      if (!isOfJudge(request)) return wordsFor(request);
      reasons.push(request);
      return `4. Reason: ${wordsFor(request)}`;
    },
    choose(prompt: RenderedPrompt, model, options) {
      asked.push({ model, text: promptText({ prompt }) });
      return options.length === 2
        ? new Map([
            ['1', 0.6],
            ['2', 0.4],
          ])
        : choose(prompt, model, options);
    },
  };
  return { script, asked, reasons };
}

/** Holds a whole trial, with nobody to vote. */
async function judged(options: ProcessOptions, request: Partial<TrialRequest> = {}): Promise<readonly TrialUpdate[]> {
  const database = await Database.open();
  const { trials, watcher } = await database.process({ judged: ALL, ...options });
  const { plan } = await trials.start(await trials.plan({ ...requestOf('ada'), ...request }));
  const over = trials.finished(plan.trial);
  // Where there are no two answers, no ballot is opened.
  await Promise.race([watcher.shown('ballot-open'), over]);
  database.clock.skip(HOUR);
  await over;
  return trials.history(plan.trial);
}

/** What was judged, in order, each thing once for each judge. */
function order(history: readonly TrialUpdate[]): string[] {
  const all = history.flatMap(({ event }) => {
    if (event.type === 'pair-judged') return [`${event.judgement.judge} ${event.arms.a} against ${event.arms.b}`];
    if (event.type !== 'score-ready') return [];
    const object = objectOf(event.judgement);
    const which = object.kind === 'contribution' ? object.speaker : object.kind;
    return [`${event.judgement.judge} ${event.arm} ${which}`];
  });
  return all.filter((one, place) => one !== all[place - 1]);
}

describe('a panel', () => {
  it('takes one judge after the other through each debate with its contributions, the answers, and the pairs', async () => {
    const { script } = listening();
    const history = await judged({ script, models: TWO_JUDGES });
    const each = (judge: string): string[] =>
      [
        ...['ensemble', 'baseline'].flatMap((arm) => ['debate', ...MEMBERS].map((object) => `${arm} ${object}`)),
        'ensemble answer',
        'baseline answer',
        'ensemble against baseline',
      ].map((what) => `${judge} ${what}`);
    expect(order(history)).toEqual(['judge-1', 'judge-2'].flatMap(each));
  });

  it('reads answers and pairs without a word of their debates, and is never told whose they are', async () => {
    const { script, asked } = listening();
    const history = await judged({ script });
    const { debates } = viewTrial(history);
    const said = [...viewDebate(debates.ensemble).turns, ...viewDebate(debates.baseline).turns].map(({ text }) => text);
    expect(said).toHaveLength(4);
    const alone = asked.filter(({ text }) => said.every((words) => !text.includes(words)));
    expect(alone).toHaveLength(2 * CRITERIA + 2);
    expect(asked).toHaveLength(CHOICES);
    for (const { text } of asked) expect(text).not.toMatch(/Grace|Astrid|baseline|ensemble|single model/i);
  });

  it('gives reasons for debates and answers, and bare scores of contributions', async () => {
    const { script, reasons } = listening();
    const history = await judged({ script });
    expect(reasons).toHaveLength(4 * CRITERIA);
    for (const { event } of history) {
      if (event.type !== 'score-ready' || event.judgement.score.status !== 'scored') continue;
      expect(event.judgement.score.reason === '').toBe(objectOf(event.judgement).kind === 'contribution');
    }
  });

  it('scores no drafts as contributions, and compares the ensemble’s answer with each other one', async () => {
    const { script } = listening();
    const choosing: Script = {
      ...script,
      reply: (request, model, call) =>
        request.shape?.name === 'choice'
          ? JSON.stringify({ choice: 'Draft 1', because: 'It is best.' })
          : script.reply(request, model, call),
    };
    const history = await judged({ script: choosing }, { selfConsistency: true });
    expect(order(history).filter((one) => one.includes('self-consistency'))).toEqual([
      'judge-1 self-consistency debate',
      'judge-1 self-consistency answer',
      'judge-1 ensemble against self-consistency',
    ]);
    const result = resultOf(history);
    expect(result?.status).toBe('complete');
    expect(result?.panel.pairs.map(({ a, b }) => [a, b])).toEqual([
      ['ensemble', 'baseline'],
      ['ensemble', 'self-consistency'],
    ]);
    if (result !== undefined) expect(askedOf(result.plan)).toEqual({ scores: SCORES + 2 * CRITERIA, comparisons: 2 });
  });

  it.each<[readonly JudgedKind[], number, number]>([
    [['debate'], 2 * CRITERIA, 0],
    [['debate', 'answer'], 4 * CRITERIA, 0],
    [['debate', 'pair'], 2 * CRITERIA, 1],
    [ALL, SCORES, 1],
  ])('is asked for %j and no more', async (kinds, scores, comparisons) => {
    const { script, asked } = listening();
    const history = await judged({ script, judged: kinds });
    const count = (type: string): number => history.filter(({ event }) => event.type === type).length;
    expect([count('score-ready'), count('pair-judged')]).toEqual([scores, comparisons]);
    expect(asked).toHaveLength(scores + 2 * comparisons);
    const result = resultOf(history);
    expect(result).toMatchObject({ status: 'complete', community: { sealHolds: true } });
    if (result !== undefined) expect(askedOf(result.plan)).toEqual({ scores, comparisons });
  });

  it('judges what there is where an arm has no answer, asks nobody about the rest, and says how much that is', async () => {
    const { script, asked } = listening();
    let chairs = 0;
    const withoutSecond: Script = {
      ...script,
      reply(request, model, call) {
        if (request.shape?.name !== 'answer') return script.reply(request, model, call);
        chairs += 1;
        return chairs === 1 ? script.reply(request, model, call) : '';
      },
    };
    const history = await judged({ script: withoutSecond });
    expect(asked).toHaveLength(SCORES - CRITERIA);
    const result = resultOf(history);
    expect(result?.community).toBeNull();
    expect(result?.ensemble.judged.answer?.together.overall).toBe(4);
    expect(result?.baselines[0]?.judged.answer?.together).toMatchObject({ overall: null });
    expect(result?.panel.pairs[0]?.summary.together).toEqual({
      status: 'unscored',
      unscored: 'one of the two is missing',
    });
    expect(result?.reasons).toContain(`7 of ${SCORES} scores are missing (unscored): 7 for want of anything to judge`);
    expect(result?.reasons).toContain('1 of 1 comparison is missing (unscored): 1 for want of anything to judge');
  });

  it('goes on with a judge of which nothing can be had: what is missing is unscored, by its name', async () => {
    const { script } = listening((_, model) => {
      if (model === 'qwen2.5:7b') throw new ModelOutOfMemoryError(model);
      return new Map([['6', 1]]);
    });
    const history = await judged({ script, models: TWO_JUDGES, judged: ['debate', 'answer'] });
    const result = resultOf(history);
    expect(result?.reasons).toContain('28 of 56 scores are missing (unscored): 28 by qwen2.5:7b');
    const models = new Map(result?.plan.judges.map(({ judge, model }) => [judge, model]));
    const answers = result?.ensemble.judged.answer?.judges ?? [];
    expect(Object.fromEntries(answers.map(({ judge, scores }) => [models.get(judge), scores.overall]))).toEqual({
      'mistral:7b': 6,
      'qwen2.5:7b': null,
    });
    expect(result?.ensemble.scores.overall).toBeNull();
    expect(result?.ensemble.scores.criteria[0]?.unscored).toMatch(/^by 1 of 2 judges: /);
  });
});

describe('judging that was broken off', () => {
  const CHOSEN = 2 * CHOICES;
  /** In a debate, before its contributions, in these, in an answer, in both orders of a pair, and the same of the second judge. */
  const BREAKS = [3, 8, 25, 50, CHOICES - 1, CHOICES, CHOICES + 4, CHOSEN];

  it('goes on with what is not in the record, and asks nothing twice that is', async () => {
    const database = await Database.open();
    const breaks = new Set(BREAKS);
    const asked: string[] = [];
    let close = async (): Promise<void> => {};
    const script: Script = {
      reply: wordsFor,
      choose(prompt, model, options) {
        asked.push(`${model}: ${promptText({ prompt })}`);
        // The number of a question, however often it is asked.
        if (breaks.delete(new Set(asked).size)) void close();
        return options.length === 2 ? new Map([['1', 1]]) : new Map([['5', 1]]);
      },
    };
    const begin = await database.process({ script, models: TWO_JUDGES, judged: ALL });
    close = () => begin.trials.close();
    const { plan } = await begin.trials.start(await begin.trials.plan(requestOf('ada')));
    await begin.trials.finished(plan.trial);
    for (const _ of BREAKS) {
      // What is judged was decided when the trial began.
      const { trials, watcher } = await database.process({ script, models: TWO_JUDGES, judged: ['debate'] });
      close = () => trials.close();
      await trials.recover();
      await Promise.race([trials.finished(plan.trial), watcher.shown('ballot-open')]);
    }
    expect(breaks.size).toBe(0);
    expect(new Set(asked).size).toBe(CHOSEN);
    // Of each break one question was under way; where it was the second order of a pair, the first belongs to the same comparison.
    expect(asked).toHaveLength(CHOSEN + BREAKS.length + 2);
  });
});

it('a plan of before there was anything to choose has its debates judged', async () => {
  const database = await Database.open();
  const { trials } = await database.process({ judged: ALL });
  const { judged: kinds, ...before } = await trials.plan(requestOf('ada'));
  expect(kinds).toEqual(ALL);
  const parsed = trialPlanSchema.parse(before);
  expect(parsed.judged).toEqual(['debate']);
  expect(askedOf(parsed)).toEqual({ scores: 2 * CRITERIA, comparisons: 0 });
});
