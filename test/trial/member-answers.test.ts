import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/community/ballot.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { describeEstimate } from '../../src/discord/trial-words.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { authorsIn, authorsToVoteOn } from '../../src/trial/ballot-answers.ts';
import { makeTrialPlan } from '../../src/trial/make-trial-plan.ts';
import { resultOf } from '../../src/trial/result.ts';
import { TooManyAnswersError } from '../../src/trial/too-many-answers-error.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { content, prompts } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript, promptText, wordsFor } from '../support/speech.ts';
import { Database, type Process, requestOf } from './processes.ts';

const REQUEST = { ...requestOf('ada'), memberAnswers: true };
const isOwn = (request: ChatRequest): boolean => promptText(request).includes('write an answer of your own');

async function toItsEnd(database: Database, { trials, watcher }: Process, request = REQUEST) {
  const { plan } = await trials.start(await trials.plan(request));
  await watcher.shown('ballot-open');
  database.clock.skip(3_600_000);
  const summary = await trials.finished(plan.trial);
  return { plan, summary, history: await trials.history(plan.trial) };
}

/** A database that stores the second member's call only when it is released: the first member's answer stands by then. */
async function heldAtTheSecond(database: Database) {
  let steps = 0;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const process = await database.process({
    beforeStoring: async (type) => {
      if (type === 'member-answering' && ++steps === 3) await held;
    },
  });
  const { plan } = await process.trials.start(await process.trials.plan(REQUEST));
  await process.watcher.shown('member-answering', 2);
  return { ...process, plan, release };
}

describe('a trial with members’ own answers', () => {
  it('runs the same debates by the same calls as one without, and the members’ calls between them', async () => {
    const calls = async (request: typeof REQUEST | ReturnType<typeof requestOf>): Promise<ChatRequest[]> => {
      const database = await Database.open();
      const asked: ChatRequest[] = [];
      const process = await database.process({
        script: {
          reply: (one) => {
            asked.push(one);
            return wordsFor(one);
          },
        },
      });
      const { trials } = process;
      const { plan } = await trials.start(await trials.plan(request));
      await process.watcher.shown('ballot-open');
      await trials.stop(plan.trial, 'moderator');
      return asked.filter(({ options }) => options === undefined);
    };
    const [without, withThem] = [await calls(requestOf('ada')), await calls(REQUEST)];
    const own = withThem.filter(isOwn);
    expect(own).toHaveLength(2);
    const rest = (some: readonly ChatRequest[]) =>
      some.filter((one) => !isOwn(one)).map((one) => [promptText(one), one.seed]);
    expect(rest(withThem)).toEqual(rest(without));
    // Right after the chair, while the server still holds what was said.
    expect(withThem.indexOf(own[0] ?? expect.fail())).toBe(
      without.findIndex(({ shape }) => shape?.name === 'answer') + 1,
    );
  });

  it('has the panel score each alone, seals that, and sets all answers beside the votes', async () => {
    const database = await Database.open();
    const { plan, summary, history } = await toItsEnd(
      database,
      await database.process({ judged: ['debate', 'answer', 'pair'] }),
    );
    expect(summary.status).toBe('complete');
    const view = viewTrial(history);
    const own = view.judgements.filter(
      ({ judgement: { object } }) => object?.kind === 'answer' && object.speaker !== undefined,
    );
    expect(own).toHaveLength(2 * 7);
    expect(own.every(({ arm, judgement }) => arm === 'ensemble' && judgement.score.status === 'scored')).toBe(true);
    expect(view.pairs).toHaveLength(1);
    const result = resultOf(history) ?? expect.fail();
    expect(result.community?.sealHolds).toBe(true);
    expect(result.community?.sealed).toContain('"member":"grace"');
    expect(
      result.members.map(({ member, letter, judged }) => [member.seat, letter !== undefined, judged?.together.overall]),
    ).toEqual([
      ['grace', true, expect.any(Number)],
      ['astrid', true, expect.any(Number)],
    ]);
    expect(result.comparison).toBe('not enough votes');
    expect(authorsIn(plan)).toHaveLength(4);
  });

  it('goes on after a kill with those that are missing, and makes none again', async () => {
    const database = await Database.open();
    const first = await heldAtTheSecond(database);
    const closing = first.trials.close();
    first.release();
    await closing;
    const asked: ChatRequest[] = [];
    const second = await database.process({
      script: {
        reply: (one) => {
          if (isOwn(one)) asked.push(one);
          return wordsFor(one);
        },
      },
    });
    await second.trials.recover();
    await second.watcher.shown('ballot-open');
    const view = viewTrial(await second.trials.history(first.plan.trial));
    expect(authorsToVoteOn(first.plan, view)).toHaveLength(4);
    expect(asked.map(promptText)).toEqual([expect.stringContaining('You are Astrid Lund')]);
    const ends = view.memberAnswers.filter(({ type }) => type === 'turn-end');
    expect(ends.map(({ turn }) => turn.seat)).toEqual(['grace', 'astrid']);
  });

  it('tells how far they are, and when it is stopped how many are not written', async () => {
    const { trials, plan, release } = await heldAtTheSecond(await Database.open());
    expect(trials.running()[0]?.doing).toBe('the members write answers of their own: 1 of 2 done');
    const stopped = trials.stop(plan.trial, 'moderator');
    release();
    await stopped;
    await trials.finished(plan.trial);
    const { end, ballot } = viewTrial(await trials.history(plan.trial));
    expect(end?.reasons).toEqual(['stopped by a moderator', '1 answer of the members’ own was not written']);
    expect(ballot).toBeNull();
  });

  it('holds the ballot without a member that wrote no valid answer, and names it', async () => {
    const database = await Database.open();
    const script = {
      reply: (one: ChatRequest) => (isOwn(one) && promptText(one).includes('You are Grace') ? 'No.' : wordsFor(one)),
    };
    const { summary, history } = await toItsEnd(database, await database.process({ script }));
    expect(summary.status).toBe('incomplete');
    const result = resultOf(history) ?? expect.fail();
    expect(result.reasons).toContain(
      'Grace Achieng has no answer of its own on the ballot: it wrote nothing that could be read',
    );
    const { ballot } = viewTrial(history);
    expect(ballot?.seal.order).toHaveLength(3);
    expect(
      ballot && letterOf(ballot.seal, { member: result.members[0]?.member.seat ?? expect.fail() }),
    ).toBeUndefined();
    expect(result.members.map(({ silent }) => silent)).toEqual(['empty', undefined]);
  });

  it('says beforehand what these answers take, apart from the debates', async () => {
    const database = await Database.open();
    const { trials } = await database.process({ judged: ['debate', 'answer', 'pair'] });
    const [without, withThem] = await Promise.all(
      [requestOf('ada'), REQUEST].map(async (request) => trials.estimate(await trials.plan(request))),
    );
    expect(without?.memberAnswers).toBeUndefined();
    expect(withThem?.memberAnswers).toMatchObject({ calls: 2, scores: 14 });
    const { milliseconds = 0 } = withThem?.memberAnswers ?? {};
    expect(withThem?.milliseconds).toBe((without?.milliseconds ?? 0) + milliseconds);
    expect(describeEstimate(withThem ?? expect.fail())).toContain(
      '\nOf that roughly a minute for the members’ own answers: 2 calls and 14 scores by the judge, beside those that the single model matches.',
    );
  });

  it('is not planned with more answers than a ballot has letters', async () => {
    const { trials } = await (await Database.open()).process();
    const table = { ...REQUEST, ensemble: 'one-model', format: 'round-table', rounds: 2, selfConsistency: true };
    expect(authorsIn(await trials.plan(table))).toHaveLength(7);
    const six = content.ensembles.get('one-model') ?? expect.fail();
    const personas = [
      ...six.members,
      ...six.members.slice(0, 2).map((member, place) => ({ ...member, persona: ['diego', 'ravi'][place] ?? '' })),
    ];
    const wide = {
      ...content,
      ensembles: new Map([...content.ensembles, ['one-model', { ...six, members: personas }]]),
    };
    const planned = (selfConsistency: boolean) =>
      makeTrialPlan(
        { ...table, selfConsistency },
        {
          picked: {
            host: pooled(scriptedHost([scriptedModelInfo(MODEL)], goodScript)),
            goodFor: '',
            betterModels: '',
            caution: '',
          },
          content: wide,
          prompts,
          models: [scriptedModelInfo(MODEL)],
          trial: trialIdSchema.parse('t-abcdef'),
          judged: ['debate'],
          drawnSeed: 1,
        },
      );
    expect(authorsIn(planned(false))).toHaveLength(8);
    expect(() => planned(true)).toThrow(TooManyAnswersError);
  });
});
