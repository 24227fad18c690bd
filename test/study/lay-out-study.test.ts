import { describe, expect, it } from 'vitest';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { loadStudyPlan } from '../../src/study/plan/load-study-plan.ts';
import { PanelsDifferError } from '../../src/study/plan/panels-differ-error.ts';
import type { StudyRun } from '../../src/study/run/study-run.ts';
import { content } from '../support/content.ts';
import { goodScript } from '../support/speech.ts';
import { layOut, MODELS, scriptedPick, smallPlan } from './scripted-study.ts';

/** The blocks in which debates are begun, as arms. */
function blocks(runs: readonly StudyRun[], of: number): string[][] {
  const debates = runs.flatMap((run) => (run.type === 'debate' ? [run.arm] : []));
  return Array.from({ length: debates.length / of }, (_, place) => debates.slice(place * of, (place + 1) * of));
}

describe('the layout of a study', () => {
  it('is the same for the same plan and another for another seed', async () => {
    const [one, again, other] = await Promise.all(
      [smallPlan(), smallPlan(), smallPlan({ seed: 8 })].map((plan) => layOut(plan)),
    );
    expect(again).toEqual(one);
    expect(other?.runs).not.toEqual(one?.runs);
    expect(other?.trials.map(({ plan }) => plan.seed)).not.toEqual(one?.trials.map(({ plan }) => plan.seed));
  });

  it('begins one debate of each arm after the other, in either order, and judges afterwards', async () => {
    const { runs } = await layOut(smallPlan({ repetitions: 6 }));
    const arms = blocks(runs, 2);
    expect(arms).toHaveLength(24);
    for (const block of arms) expect(block.toSorted()).toEqual(['baseline', 'ensemble']);
    expect(new Set(arms.map((block) => block[0])).size).toBe(2);
    const firstJudged = runs.findIndex(({ type }) => type === 'judging');
    expect(runs.slice(firstJudged).every(({ type }) => type === 'judging')).toBe(true);
    expect(runs).toHaveLength(24 * 3);
  });

  it('has every repetition at another seed, and the same temperature, limits and rounds in all arms', async () => {
    const { trials } = await layOut(smallPlan({ repetitions: 2, temperature: 0.2, turnSeconds: 60 }));
    expect(new Set(trials.map(({ plan }) => plan.seed)).size).toBe(trials.length);
    for (const { plan } of trials) {
      for (const debate of [plan.ensemble, ...plan.baselines]) {
        expect(debate).toMatchObject({ temperature: 0.2, seed: plan.seed, limits: { turn: 60_000 } });
        expect(debate.rounds).toEqual(plan.ensemble.rounds);
      }
    }
  });

  it('is refused where ensembles would be judged by different panels', async () => {
    const { judges: _, everySeat: __, ...plan } = smallPlan({ ensembles: ['pocket', 'lightweight'] });
    const names = ['deepseek-r1:7b', 'mistral:7b', 'phi3:3.8b', 'llama3.1:8b', 'gemma3:12b'];
    const picked = scriptedPick(
      goodScript,
      names.map((name) => scriptedModelInfo(name)),
    );
    await expect(layOut(plan, picked)).rejects.toThrow(PanelsDifferError);
  });

  it('tells which models debate and judge, with their families', async () => {
    const { head } = await layOut(smallPlan());
    expect(head.models.map(({ name }) => name)).toEqual(MODELS.map(({ name }) => name));
    expect(head.judges).toMatchObject([{ judge: 'judge-1', model: 'judge', sameFamily: false }]);
  });
});

describe('the plans that come with the program', () => {
  it.each([
    [
      'paper',
      [
        'deepseek-r1:7b',
        'deepseek-r1:8b',
        'deepseek-r1:14b',
        'deepseek-r1:32b',
        'gpt-oss:20b',
        'mistral:7b',
        'phi3:3.8b',
        'llama3.1:8b',
        'gemma3:12b',
      ],
      150,
    ],
    ['small-model', ['SmolLM2'], 150],
    ['quick', ['SmolLM2'], 4],
  ])('%s can be laid out', async (name, models, debates) => {
    const plan = await loadStudyPlan(name, PROJECT_ROOT, content);
    const infos = models.map((model) => ({ ...scriptedModelInfo(model), canThink: true, contextTokens: 32_768 }));
    const { head, trials } = await layOut(plan, scriptedPick(goodScript, infos));
    expect(head.debatesPlanned).toBe(debates);
    expect(trials).toHaveLength(debates / 2);
  });
});
