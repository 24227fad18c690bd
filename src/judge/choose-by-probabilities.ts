import { CHOICE_TOKENS } from '../models/port/choice-in-tokens.ts';
import type { Choice, ChoiceQuestion } from './choice.ts';
import { ensureFits, type JudgeCall } from './judge-call.ts';
import type { Measure } from './measure.ts';
import type { Unscored } from './score.ts';

/**
 * When more of the model's probability than this lies off the options, it is likelier that it meant to write something else, and what is
 * left says how it would choose in a case that is not the likely one.
 */
const MOST_OFF = 0.5;

/**
 * The distribution over the options at the answer's place (for scores: arXiv 2503.03064).
 * @throws ChoiceUnsupportedError, PromptTooLongError, and what the model throws
 */
export async function chooseByProbabilities(
  { begun, options, optionWords }: ChoiceQuestion,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Choice | Unscored> {
  await ensureFits(begun, CHOICE_TOKENS, call);
  const { probabilities, mass, tokens, alternatives } = await call.model.choose(begun, options, signal);
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
  return { status: 'chosen', distribution, method: 'probabilities', measure, said: [] };
}
