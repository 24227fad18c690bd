import { deriveSeed } from '../core/random.ts';
import { askJudge, ensureFits, type JudgeCall } from './judge-call.ts';
import { type JudgeReading, samplePrompt } from './judge-prompt.ts';
import { reasonLine } from './reason-line.ts';
import type { Score } from './score.ts';

const LEAST_SAMPLES = 5;
const MOST_TRIES = 8;
const TEMPERATURE = 0.7;
const SAMPLE_TOKENS = 100;
const THINKING_TOKENS = 1024;
/** `Level 4`, `**5.**`, `6/7`, but neither `4.5` nor `7/10` or `7 out of 10`, which are scores on another scale. */
const SCORE = /^\W*(?:level\W{0,3})?([1-7])(?![\d.,]*\d)(?!\s*(?:\/|out of)\s*(?!7\b)\d)/i;

/**
 * Score = mean of at least five seeded samples, for servers that give no probabilities.
 * @throws PromptTooLongError, and what the model throws
 */
export async function scoreBySamples(reading: JudgeReading, call: JudgeCall, signal: AbortSignal): Promise<Score> {
  const prompt = samplePrompt(reading, call.prompts);
  const maxTokens = SAMPLE_TOKENS + (call.model.info.canThink ? THINKING_TOKENS : 0);
  await ensureFits(prompt, maxTokens, call);
  const counts = [0, 0, 0, 0, 0, 0, 0];
  let samples = 0;
  let reason = '';
  for (let tries = 0; tries < MOST_TRIES && samples < LEAST_SAMPLES; tries += 1) {
    const seed = deriveSeed(call.seed, 'sample', tries);
    const text = await askJudge(prompt, { maxTokens, seed, temperature: TEMPERATURE }, call, signal);
    signal.throwIfAborted();
    const [start, score] = SCORE.exec(text) ?? [];
    if (start === undefined || score === undefined) continue;
    counts[Number(score) - 1] = (counts[Number(score) - 1] ?? 0) + 1;
    samples += 1;
    if (reason === '') reason = reasonLine(text.slice(start.length).replace(/^\W*(?:reason\W+)?/i, ''));
  }
  if (samples < LEAST_SAMPLES) {
    return {
      status: 'unscored',
      reason: 'too-few-samples',
      detail: `${samples} of ${MOST_TRIES} samples could be read as a score, ${LEAST_SAMPLES} are needed`,
    };
  }
  const distribution = counts.map((count) => count / samples);
  const value = distribution.reduce((sum, share, place) => sum + share * (place + 1), 0);
  return { status: 'scored', value, distribution, method: 'samples', reason };
}
