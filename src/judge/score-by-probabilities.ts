import { isExpected } from '../core/errors.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import { CHOICE_TOKENS } from '../models/port/choice-in-tokens.ts';
import { askJudge, ensureFits, type JudgeCall } from './judge-call.ts';
import { type JudgeReading, reasonPrompt, scorePrompt } from './judge-prompt.ts';
import { reasonLine } from './reason-line.ts';
import type { Score } from './score.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7'] as const;
/** When less of the model's probability than this lies on the digits, it meant to write something else than a score. */
const LEAST_MASS = 0.5;
const REASON_TOKENS = 90;

/**
 * Score = mean of the model's distribution over the digits at the score's position (arXiv 2503.03064), then the reason after it. A score that
 * was had stands when its reason can't be had.
 * @throws ChoiceUnsupportedError, PromptTooLongError, and what the model throws
 */
export async function scoreByProbabilities(
  reading: JudgeReading,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Score> {
  const prompt = scorePrompt(reading, call.prompts);
  await ensureFits(prompt, CHOICE_TOKENS, call);
  const { probabilities, mass } = await call.model.choose(prompt, DIGITS, signal);
  if (mass < LEAST_MASS) {
    return {
      status: 'unscored',
      reason: 'answer-is-no-score',
      detail: `only ${(mass * 100).toFixed(0)}% of its probability lay on the digits 1 to 7`,
    };
  }
  const distribution = DIGITS.map((digit) => probabilities.get(digit) ?? 0);
  const value = distribution.reduce((sum, probability, place) => sum + probability * (place + 1), 0);
  const likeliest = distribution.indexOf(Math.max(...distribution)) + 1;
  return {
    status: 'scored',
    value: Math.min(7, Math.max(1, value)),
    distribution,
    method: 'probabilities',
    reason: await reasonFor(reading, String(likeliest), call, signal),
  };
}

/** One line; empty where it can't be had. */
async function reasonFor(reading: JudgeReading, score: string, call: JudgeCall, signal: AbortSignal): Promise<string> {
  const prompt = reasonPrompt(reading, score, call.prompts);
  const ask = async (): Promise<string> => {
    await ensureFits(prompt, REASON_TOKENS, call);
    return askJudge(prompt, { maxTokens: REASON_TOKENS, seed: call.seed, temperature: 0, think: false }, call, signal);
  };
  try {
    return reasonLine(await againAfterFailure(ask, call.clock, signal));
  } catch (error) {
    if (isExpected(error)) return '';
    throw error;
  }
}
