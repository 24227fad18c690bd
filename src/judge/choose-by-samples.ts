import { deriveSeed } from '../core/random.ts';
import { afterOption, type Choice, type ChoiceQuestion, type SaidAfter } from './choice.ts';
import { askJudge, ensureFits, type JudgeCall } from './judge-call.ts';
import type { Unscored } from './score.ts';

const LEAST_SAMPLES = 5;
const MOST_TRIES = 8;
const TEMPERATURE = 0.7;
const SAMPLE_TOKENS = 160;
const THINKING_TOKENS = 1024;
/** So much has to follow an option before it is sure that nothing behind it takes it back, as in `7 out of 10`. */
const CHARACTERS_AFTER = 16;

/**
 * The distribution over the options as shares of at least five seeded samples.
 * @throws PromptTooLongError, and what the model throws
 */
export async function chooseBySamples(
  { open, options, pattern, reason }: ChoiceQuestion,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Choice | Unscored> {
  const found: SaidAfter[] = [];
  let thinking = false;
  let ensured = 0;
  let samples = 0;
  for (; samples < MOST_TRIES && found.length < LEAST_SAMPLES; samples += 1) {
    // Some think although nobody said that they can: the next samples have room for it.
    const maxTokens = SAMPLE_TOKENS + (call.model.info.canThink || thinking ? THINKING_TOKENS : 0);
    if (maxTokens > ensured) await ensureFits(open, maxTokens, call);
    ensured = maxTokens;
    // The first one is heard to its end, to learn whether the server had to cut; of the others the option is enough, and one reason for each.
    const isEnough = (text: string): boolean => {
      const after = afterOption(pattern, text);
      if (samples === 0 || after === undefined || after.words.length < CHARACTERS_AFTER) return false;
      return (
        reason === undefined || found.some(({ option }) => option === after.option) || reason.isEnough(after.words)
      );
    };
    const seed = deriveSeed(call.seed, 'sample', samples);
    const sampling = { maxTokens, seed, temperature: TEMPERATURE, think: call.thinking, isEnough };
    const { text, thought } = await askJudge(open, sampling, call, signal);
    signal.throwIfAborted();
    thinking ||= thought;
    const after = afterOption(pattern, text);
    if (after !== undefined) found.push(after);
  }
  const measure = {
    off: (samples - found.length) / samples,
    tokens: options.map((option) => mostFrequent(found.flatMap((one) => (one.option === option ? [one.start] : [])))),
    alternatives: null,
    samples,
    thinking,
  };
  if (found.length < LEAST_SAMPLES) {
    const detail = `${found.length} of ${samples} samples could be read as a score, ${LEAST_SAMPLES} are needed`;
    return { status: 'unscored', reason: 'too-few-samples', detail, measure };
  }
  const distribution = options.map((option) => found.filter((one) => one.option === option).length / found.length);
  return { status: 'chosen', distribution, method: 'samples', measure, said: found };
}

/** Each of them once, the most frequent first. */
function mostFrequent(texts: readonly string[]): string[] {
  const count = (text: string): number => texts.filter((other) => other === text).length;
  return [...new Set(texts)].sort((left, right) => count(right) - count(left));
}
