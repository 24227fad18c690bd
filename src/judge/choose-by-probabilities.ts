import { isExpected } from '../core/errors.ts';
import type { ChoiceDistribution } from '../models/port/chat-model.ts';
import { CHOICE_TOKENS } from '../models/port/choice-in-tokens.ts';
import { ModelFailedError } from '../models/port/model-failed-error.ts';
import { PromptTooLongError } from '../models/port/prompt-too-long-error.ts';
import { afterOption, type Choice, type ChoiceQuestion, type WantedReason } from './choice.ts';
import { askJudge, ensureFits, type JudgeCall } from './judge-call.ts';
import type { Measure } from './measure.ts';
import type { Unscored } from './score.ts';

/**
 * When more of the model's probability than this lies off the options, it is likelier that it meant to write something else, and what is
 * left says how it would choose in a case that is not the likely one.
 */
const MOST_OFF = 0.5;

/**
 * The distribution over the options at the answer's place (for scores: arXiv 2503.03064), and in the same call what comes after it, where that
 * is wanted and fits.
 * @throws ChoiceUnsupportedError, PromptTooLongError, and what the model throws
 */
export async function chooseByProbabilities(
  question: ChoiceQuestion,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Choice | Unscored> {
  const { options, optionWords } = question;
  const { choice, said } = await ask(question, call, signal);
  const { probabilities, mass, tokens, alternatives } = choice;
  const measure: Measure = {
    off: 1 - mass,
    tokens: options.map((option) => [...(tokens.get(option) ?? [])]),
    alternatives,
    samples: null,
    thinking: false,
  };
  if (measure.off > MOST_OFF) {
    const detail = `only ${(mass * 100).toFixed(0)}% of its probability lay on ${optionWords}`;
    return { status: 'unscored', reason: 'answer-is-no-score', detail, measure };
  }
  const distribution = options.map((option) => probabilities.get(option) ?? 0);
  return { status: 'chosen', distribution, method: 'probabilities', measure, said };
}

interface Heard {
  readonly choice: ChoiceDistribution;
  readonly said: Choice['said'];
}

async function ask(question: ChoiceQuestion, call: JudgeCall, signal: AbortSignal): Promise<Heard> {
  const { begun, options, reason } = question;
  if (reason !== undefined) {
    try {
      return await askBoth(question, reason, call, signal);
    } catch (error) {
      // The option alone may have room.
      if (!(error instanceof PromptTooLongError)) throw error;
    }
  }
  await ensureFits(begun, CHOICE_TOKENS, call);
  return { choice: await call.model.choose(begun, options, signal), said: [] };
}

/** The option, and what comes after it. An option that was heard stands when the call fails after it. */
async function askBoth(
  { begun, options, pattern }: ChoiceQuestion,
  { tokens, isEnough }: WantedReason,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Heard> {
  const maxTokens = CHOICE_TOKENS + tokens;
  await ensureFits(begun, maxTokens, call);
  const told: ChoiceDistribution[] = [];
  const request = {
    options,
    maxTokens,
    seed: call.seed,
    temperature: 0,
    think: false,
    isEnough: (text: string) => isEnough(afterOption(pattern, text)?.words ?? ''),
    onChoice: (choice: ChoiceDistribution) => void told.push(choice),
  };
  const heard = await askJudge(begun, request, call, signal).catch((error: unknown) => {
    if (told.length === 0 || !isExpected(error) || error instanceof PromptTooLongError) throw error;
    return { text: '' };
  });
  signal.throwIfAborted();
  // Where a server fails and another one begins anew, the choice is the other's.
  const choice = told.at(-1);
  if (choice === undefined) throw new ModelFailedError(call.model.info.name, 'it gave no probabilities.');
  const after = afterOption(pattern, heard.text);
  return { choice, said: after === undefined ? [] : [after] };
}
