import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { isExpected } from '../core/errors.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import type { Choice } from './choice.ts';
import { askJudge, ensureFits, type JudgeCall } from './judge-call.ts';
import { askReasonPrompt, type JudgeReading, reasonPrompt, samplePrompt, scorePrompt } from './judge-prompt.ts';
import { isWholeReason, isWholeSentence, parseReason, type Reason } from './reason.ts';
import type { Score } from './score.ts';
import { textsOf } from './seen-debate.ts';
import { takeChoice } from './take-choice.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7'] as const;
/** `Level 4`, `**5.**`, `6/7`, but neither `4.5` nor `7/10` or `7 out of 10`, which are scores on another scale. */
const SCORE = /^\W*(?:level\W{0,3})?([1-7])(?![\d.,]*\d)(?!\s*(?:\/|out of)\s*(?!7\b)\d)/i;
const REASON_TOKENS = 140;
/** What stands between a level and its reason. */
const LEAD_IN = /^\W*(?:reason\W+)?/i;
/** What comes after a level where a small model recites the rubric in place of a reason. */
const RECITED = /^\s*(?::|\n)/;
const NO_REASON: Reason = { reason: '', quote: null };

/**
 * Score = mean of the judge's distribution over the levels, then the reason after it. A score that was had stands when its reason can't be had.
 * @param withReason whether it is asked for its reason
 * @throws PromptTooLongError, and what the model throws
 */
export async function scoreCriterion(
  reading: JudgeReading,
  withReason: boolean,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Score> {
  const question = {
    options: DIGITS,
    optionWords: 'the digits 1 to 7',
    begun: scorePrompt(reading, call.prompts),
    open: samplePrompt(reading, call.prompts),
    pattern: SCORE,
    reason: withReason ? { tokens: REASON_TOKENS, isEnough: isHeard } : undefined,
  };
  const choice = await takeChoice(question, call, signal);
  if (choice.status === 'unscored') return choice;
  const { distribution, method, measure } = choice;
  const { value, spread } = momentsOf(distribution);
  const { reason, quote } = withReason ? await reasonOf(choice, reading, call, signal) : NO_REASON;
  return { status: 'scored', value, spread, distribution: [...distribution], method, measure, reason, quote };
}

/** Mean and standard deviation of a distribution over the levels. */
function momentsOf(distribution: readonly number[]): { value: number; spread: number } {
  const over = (of: (level: number) => number): number =>
    distribution.reduce((sum, share, place) => sum + share * of(place + 1), 0);
  const mean = over((level) => level);
  const variance = over((level) => (level - mean) ** 2);
  // A sum of shares can miss 1 by a rounding, and with it the ends of the scale.
  return { value: Math.min(7, Math.max(1, mean)), spread: Math.min(3, Math.sqrt(variance)) };
}

/** Whether what a judge says after a level need not be heard any further. */
function isHeard(words: string): boolean {
  return RECITED.test(words) || isWholeReason(words.replace(LEAD_IN, ''));
}

async function reasonOf(
  { said, distribution, method }: Choice,
  reading: JudgeReading,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Reason> {
  const texts = textsOf(reading.seen);
  const most = Math.max(...distribution);
  const likeliest = String(distribution.indexOf(most) + 1);
  // A reason for another level than the likeliest is none for this score.
  const given = said
    .filter(({ option, words }) => distribution[Number(option) - 1] === most && !RECITED.test(words))
    .map(({ words }) => parseReason(words.replace(LEAD_IN, ''), texts))
    .find(({ reason }) => reason !== '');
  if (given !== undefined || method === 'samples') return given ?? NO_REASON;
  // Many small models end with the digit, or recite. Where the reason is begun for them, they say one.
  const further = await askReason(reasonPrompt(reading, likeliest, call.prompts), isWholeReason, call, signal);
  if (further === undefined) return NO_REASON;
  const first = parseReason(further, texts);
  if (first.reason !== '') return first;
  // Nothing is said where a server can't go on with an answer. Very small models can't do two things at once: of those that say no
  // reason when a quote is asked for too, most say one without.
  const nothing = further.trim() === '';
  const again = askReasonPrompt(
    reading,
    likeliest,
    call.prompts,
    nothing ? 'judge-ask-reason' : 'judge-ask-reason-only',
  );
  const isEnough = nothing ? isWholeReason : isWholeSentence;
  const { reason, quote } = parseReason((await askReason(again, isEnough, call, signal)) ?? '', texts);
  return { reason, quote: first.quote ?? quote };
}

/** What the judge says; undefined where it can't be had. */
async function askReason(
  prompt: RenderedPrompt,
  isEnough: (said: string) => boolean,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { maxTokens: REASON_TOKENS, seed: call.seed, temperature: 0, think: false, isEnough };
  const ask = async (): Promise<string> => {
    await ensureFits(prompt, REASON_TOKENS, call);
    return (await askJudge(prompt, options, call, signal)).text;
  };
  try {
    return await againAfterFailure(ask, call.clock, signal);
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}
