import { describe, expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { describeEstimate } from '../../src/discord/trial-words.ts';
import type { ModelInfo } from '../../src/models/port/chat-model.ts';
import { smallCaution } from '../../src/models/port/small-caution.ts';
import { scriptedHost } from '../../src/models/scripted/scripted-host.ts';
import { estimateTrial } from '../../src/trial/estimate.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import { content } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { voterId } from '../support/people.ts';
import { pooled } from '../support/pooled.ts';

const told: ModelInfo = { name: 'told', family: 'qwen', bytes: 5e9, contextTokens: 8192, canThink: false };
const untold: ModelInfo = { name: 'untold', family: 'llama', contextTokens: 8192, canThink: false };
const tiny: ModelInfo = { ...told, name: 'tiny', bytes: 1e8 };

async function estimateWith(
  first: ModelInfo,
  second: ModelInfo,
  freeBytes = 1e10,
  elsewhere = false,
  plan = planFor({ models: [first.name, second.name] }),
) {
  const host = pooled(scriptedHost([first, second], { reply: () => '' }));
  const trial: TrialPlan = {
    trial: trialIdSchema.parse(`t-${'a'.repeat(10)}`),
    seed: 1,
    ensemble: plan,
    baselines: [plan],
    judges: [{ judge: 'a', model: first.name, family: 'unknown', sameFamily: true }],
    judged: ['debate'],
    rubric: content.rubric,
    positionMilliseconds: 60_000,
    ballotMilliseconds: 1000,
    engine: 'a server',
    caution: '',
    startedBy: voterId('1'),
    origin: null,
  };
  return estimateTrial(trial, { host, goodFor: '', betterModels: '', caution: '', elsewhere }, freeBytes);
}

describe('a model whose size its server does not tell', () => {
  it('is not called small', () => {
    expect(smallCaution([untold, told])).toBe('');
    expect(smallCaution([untold, tiny])).toContain('(tiny)');
  });

  it('comes after those whose size is known', async () => {
    const host = pooled(scriptedHost([untold, told, tiny], { reply: () => '' }));
    expect((await host.list()).map(({ name }) => name)).toEqual(['tiny', 'told', 'untold']);
  });

  it('leaves the memory that a trial takes unsaid, and the time a guess', async () => {
    const known = describeEstimate(await estimateWith(told, tiny));
    expect(known).toMatch(/takes about 6\.6 GB of memory and roughly .* \(guessed from the models’ size/);
    const words = describeEstimate(await estimateWith(told, untold));
    expect(words).toMatch(/takes roughly .* \(a mere guess: the models’ size is not known\)/);
    expect(words).not.toMatch(/memory|GB/);
  });
});

describe('the memory of this machine', () => {
  it('is set against what models need that run on it', async () => {
    const { warnings, memoryBytes } = await estimateWith(told, tiny, 1e9);
    expect(warnings).toEqual([expect.stringContaining('and 1.0 GB are free')]);
    expect(memoryBytes).toBe(6.5e9);
  });

  it('says nothing of models that run elsewhere', async () => {
    const { warnings, memoryBytes } = await estimateWith(told, tiny, 1e9, true);
    expect(warnings).toEqual([]);
    expect(memoryBytes).toBeCloseTo(6.63e9);
  });
});

describe('the time of a trial', () => {
  it('counts the calls that ask members where they stand, after each speech and after nothing else', async () => {
    const plan = planFor({ models: [tiny.name], rounds: 2 });
    const written = { ...plan, rounds: plan.rounds.map((round) => ({ ...round, writes: 'answer' as const })) };
    const timeOf = async (debated: typeof plan) => (await estimateWith(tiny, told, 1e10, false, debated)).milliseconds;
    const stances = 2 * plan.rounds.length * plan.members.length;
    // 100 tokens each, at 50 a second, which is the most.
    expect((await timeOf(plan)) - (await timeOf(written))).toBe(stances * 2000);
  });
});
