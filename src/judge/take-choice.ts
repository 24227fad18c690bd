import { ChoiceUnsupportedError } from '../models/port/choice-unsupported-error.ts';
import type { Choice, ChoiceQuestion } from './choice.ts';
import { chooseByProbabilities } from './choose-by-probabilities.ts';
import { chooseBySamples } from './choose-by-samples.ts';
import type { JudgeCall } from './judge-call.ts';
import type { Unscored } from './score.ts';

/**
 * How a judge's answer is distributed: by the probabilities of the one token where the server tells them, else by seeded samples. A judge
 * that thinks is sampled always: after a chain of thought one token's probabilities are nearly one point.
 * @throws PromptTooLongError, and what the model throws
 */
export async function takeChoice(
  question: ChoiceQuestion,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<Choice | Unscored> {
  if (call.thinking && call.model.info.canThink) return chooseBySamples(question, call, signal);
  try {
    return await chooseByProbabilities(question, call, signal);
  } catch (error) {
    if (error instanceof ChoiceUnsupportedError) return chooseBySamples(question, call, signal);
    throw error;
  }
}
