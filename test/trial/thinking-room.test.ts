import { expect, it } from 'vitest';
import type { Ensemble } from '../../src/content/schema.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import type { ModelInfo } from '../../src/models/port/chat-model.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { makeTrialPlan } from '../../src/trial/make-trial-plan.ts';
import { ThinkingTooLongError } from '../../src/trial/thinking-too-long-error.ts';
import { content, entry, prompts } from '../support/content.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';
import { requestOf } from './processes.ts';

const thinker: ModelInfo = { ...scriptedModelInfo('thinker:8b'), canThink: true };

/** A trial whose ensemble may think for so long. */
function plan(thinkingTokens: number, model: ModelInfo) {
  const pocket: Ensemble = { ...entry(content.ensembles, 'pocket'), thinkingTokens };
  return makeTrialPlan(requestOf('ada'), {
    picked: { host: pooled(scriptedHost([model], goodScript)), goodFor: '', betterModels: '', caution: '' },
    content: { ...content, ensembles: new Map([['pocket', pocket]]) },
    prompts,
    models: [model],
    trial: trialIdSchema.parse(`t-${'a'.repeat(10)}`),
    judged: ['debate'],
    drawnSeed: 1,
  });
}

function refusal(thinkingTokens: number, model: ModelInfo): ThinkingTooLongError {
  try {
    plan(thinkingTokens, model);
  } catch (error) {
    if (error instanceof ThinkingTooLongError) return error;
    throw error;
  }
  return expect.fail('a plan was made');
}

it('a trial whose model may think for longer than its window is refused before it begins', () => {
  const { message, advice } = refusal(16_384, thinker);
  expect(message).toBe(
    "The ensemble pocket can't debate: its models may think for 16384 tokens, and thinker:8b reads and writes 8192 in all.",
  );
  expect(advice).toMatch(/^Set thinkingTokens of the ensemble to at most 6692\. A longer window .* helps too\.$/);
});

it('one that leaves too little beside the thinking is refused too, and told no figure that could not be set', () => {
  expect(refusal(6693, thinker).advice).toContain('at most 6692');
  expect(refusal(256, { ...thinker, contextTokens: 1700 }).advice).toMatch(/^A longer window .* helps\.$/);
});

it('thinking that fits, or a model that does not think, is planned', () => {
  expect(plan(6692, thinker).ensemble.thinkingTokens).toBe(6692);
  expect(plan(16_384, { ...thinker, canThink: false }).ensemble.thinkingTokens).toBe(16_384);
});
