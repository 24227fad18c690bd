import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { StudyData } from '../../src/study/data/study-data.ts';
import type { StudyProgress } from '../../src/study/run/run-study.ts';
import { StudyBrokenOffError } from '../../src/study/run/study-broken-off-error.ts';
import { StudyChangedError } from '../../src/study/run/study-changed-error.ts';
import { goodScript, isOfJudge, promptText, wordsFor } from '../support/speech.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { MODELS, sit, smallPlan } from './scripted-study.ts';

const CRITERIA = 7;
const DEBATES = 8;
const TRIALS = 4;

/** What must be the same however often a study was broken off: all but times, and the calls that were lost. */
function lasting({ debates, scores, pairs }: StudyData): object {
  const bare = debates.map(({ startedAt: _, endedAt: __, cutOff: ___, attempts, stances, ...rest }) => ({
    ...rest,
    attempts: attempts.map(({ milliseconds: _, serverMilliseconds: __, ...attempt }) => attempt),
    stances: stances.map(({ milliseconds: _, ...stance }) => stance),
  }));
  return { debates: bare, scores, pairs };
}

/** A script that counts what it is asked, whoever asks. */
function counting(script: Script = goodScript) {
  const asked: string[] = [];
  const counted: Script = {
    ...script,
    reply(request, model, call) {
      asked.push(`${model} ${request.seed} ${promptText(request)}`);
      return script.reply(request, model, call);
    },
  };
  return { asked, script: counted };
}

describe('a study', () => {
  it('holds every scenario with every ensemble in both arms, and has each debate and answer scored and each pair compared', async () => {
    const { debates, scores, pairs } = await sit({ plan: smallPlan() });
    const cells = debates.map(({ scenario, ensemble, arm }) => `${scenario} ${ensemble} ${arm}`);
    expect(new Set(cells).size).toBe(DEBATES);
    expect(debates.every(({ status }) => status === 'complete')).toBe(true);
    expect(scores).toHaveLength(DEBATES * 2 * CRITERIA);
    expect(pairs).toHaveLength(TRIALS);
  });

  it('gives both arms of a trial the same scenario, seed, temperature, seats and number of calls', async () => {
    const { debates } = await sit({ plan: smallPlan({ temperature: 0.3 }) });
    for (const one of debates.filter(({ arm }) => arm === 'ensemble')) {
      const other = debates.find(({ trial, arm }) => trial === one.trial && arm === 'baseline');
      expect(other).toMatchObject({
        scenario: one.scenario,
        format: one.format,
        seed: one.seed,
        turnsAsked: one.turnsAsked,
      });
      expect(other?.attempts).toHaveLength(one.attempts.length);
      expect(other?.members.map(({ stance }) => stance)).toEqual(one.members.map(({ stance }) => stance));
      expect(other?.members.every(({ persona }) => persona === null)).toBe(true);
    }
  });

  it('judges a trial only when its debates have ended', async () => {
    const ended = new Set<string>();
    await sit({
      plan: smallPlan(),
      atOnce: 3,
      tell({ type, run }) {
        if (type === 'ended' && run.type === 'debate') ended.add(`${run.trial} ${run.arm}`);
        if (type !== 'began' || run.type !== 'judging') return;
        expect(ended.has(`${run.trial} ensemble`) && ended.has(`${run.trial} baseline`)).toBe(true);
      },
    });
    expect(ended.size).toBe(DEBATES);
  });

  it('that was broken off again and again comes to the same, and asks for nothing twice that it was told', async () => {
    const file = path.join(await temporaryFolder(), 'study.sqlite');
    const through = counting();
    const whole = await sit({ plan: smallPlan(), script: through.script });
    const parts = counting();
    for (const breakAfter of [3, 20, 45, 90]) {
      const controller = new AbortController();
      const script: Script = {
        ...parts.script,
        reply(request, model, call) {
          if (call === breakAfter) controller.abort();
          return parts.script.reply(request, model, call);
        },
      };
      await sit({ plan: smallPlan(), file, script, signal: controller.signal });
    }
    const rest = await sit({ plan: smallPlan(), file, script: parts.script });
    expect(lasting(rest)).toEqual(lasting(whole));
    // Each of the four times the one call under way was lost.
    expect(parts.asked.length - through.asked.length).toBeLessThanOrEqual(4 * 2);
  });

  it('refuses to go on with other weights', async () => {
    const file = path.join(await temporaryFolder(), 'study.sqlite');
    const controller = new AbortController();
    const once = sit({
      plan: smallPlan(),
      file,
      signal: controller.signal,
      models: MODELS.map((model) => ({ ...model, digest: 'a' })),
      tell: ({ type }) => {
        if (type === 'ended') controller.abort();
      },
    });
    await once;
    const again = sit({ plan: smallPlan(), file, models: MODELS.map((model) => ({ ...model, digest: 'b' })) });
    await expect(again).rejects.toThrow(StudyChangedError);
    await expect(again).rejects.toThrow('other models');
  });

  it('goes on at other servers and after new audits', async () => {
    const file = path.join(await temporaryFolder(), 'study.sqlite');
    const controller = new AbortController();
    await sit({ plan: smallPlan(), file, signal: controller.signal, tell: () => controller.abort() });
    const models = [...MODELS, scriptedModelInfo('another-model-of-this-host')];
    const { debates } = await sit({ plan: smallPlan(), file, models });
    expect(debates).toHaveLength(DEBATES);
  });

  it('whose server is gone stops after three runs in a row, with nothing of that stored as a debate, and goes on when it is back', async () => {
    const file = path.join(await temporaryFolder(), 'study.sqlite');
    const steps: StudyProgress[] = [];
    const script: Script = {
      reply(request, _, call) {
        if (call >= 6) throw new ModelUnreachableError('the server', new Error('connect ECONNREFUSED'));
        return wordsFor(request);
      },
    };
    const broken = sit({ plan: smallPlan(), file, script, tell: (step) => steps.push(step) });
    await expect(broken).rejects.toThrow(StudyBrokenOffError);
    const failed = steps.filter(({ type }) => type === 'failed');
    expect(new Set(failed.map(({ run }) => JSON.stringify(run))).size).toBe(3);
    const whole = await sit({ plan: smallPlan(), file });
    expect(whole.debates.map(({ status }) => status)).toEqual(Array.from({ length: DEBATES }, () => 'complete'));
    expect(lasting(whole)).toEqual(lasting(await sit({ plan: smallPlan() })));
    // Of each of the three runs an attempt and two more after a while.
    expect(whole.debates.map(({ cutOff }) => cutOff).filter((calls) => calls > 0)).toEqual([3, 3, 3]);
  });

  it('stores a debate as failed that fails where others do not, after its third try', async () => {
    const script: Script = {
      reply(request) {
        if (!isOfJudge(request) && request.shape === undefined && /classroom/.test(promptText(request))) {
          throw new ModelUnreachableError('the server', new Error('connect ECONNREFUSED'));
        }
        return wordsFor(request);
      },
    };
    const plan = smallPlan({ ensembles: ['pocket'], stop: { rule: 'fixed-size', failuresInARow: 10 } });
    const failures: StudyProgress[] = [];
    const { debates, scores } = await sit({
      plan,
      script,
      tell: (step) => {
        if (step.type === 'failed') failures.push(step);
      },
    });
    expect(failures).toHaveLength(4);
    const statuses = debates.map(({ scenario, status }) => `${scenario} ${status}`).sort();
    expect(statuses).toEqual([
      'ai-tutors failed',
      'ai-tutors failed',
      'open-weights complete',
      'open-weights complete',
    ]);
    const unscored = scores.filter(({ judgement }) => judgement.score.status === 'unscored');
    expect(unscored).toHaveLength(2 * 2 * CRITERIA);
    expect(
      unscored.every(({ judgement: { score } }) => score.status === 'unscored' && score.reason === 'nothing-to-judge'),
    ).toBe(true);
  });

  it('leaves a criterion unscored for a judge’s failure only when that came three times', async () => {
    let failing = 2;
    const script: Script = {
      ...goodScript,
      choose(_, __, options) {
        if (failing > 0 && options.length === CRITERIA) {
          failing -= 1;
          throw new ModelUnreachableError('the server', new Error('connect ECONNREFUSED'));
        }
        return new Map(options.map((option) => [option, 1 / options.length]));
      },
    };
    const { scores } = await sit({ plan: smallPlan({ ensembles: ['pocket'], scenarios: ['ai-tutors'] }), script });
    expect(scores.every(({ judgement }) => judgement.score.status === 'scored')).toBe(true);
  });
});
