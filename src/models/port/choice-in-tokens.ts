import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { CallUsage, ChoiceDistribution } from './chat-model.ts';
import { choiceOf, optionOf } from './choice-of.ts';
import { ChoiceUnsupportedError } from './choice-unsupported-error.ts';

/** A choice may come after a word of the model's own (`**Level:** 4`): so many tokens are looked at. */
export const CHOICE_TOKENS = 12;
/** The most alternatives that servers tell of a token. */
export const TOP_LOGPROBS = 20;
/** What may stand before a choice. After a whole clause a digit is more likely part of another one (`There are 2 speakers`). */
const ONE_WORD = /^[^\p{L}\p{N}]*[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u;

/** A token of an answer, with its alternatives where the server tells them; logarithms are natural ones. */
export interface AnswerToken {
  readonly token: string;
  readonly top_logprobs?: readonly { readonly token: string; readonly logprob: number }[] | null | undefined;
}

/**
 * The choice that an answer's tokens hold.
 * @param begun the answer was begun: the choice stands first if anywhere, also when something else was likelier than each option
 * @throws ChoiceUnsupportedError where no token has alternatives
 */
export function choiceInTokens(
  tokens: readonly AnswerToken[],
  options: readonly string[],
  { begun, model, usage }: { readonly begun: boolean; readonly model: string; readonly usage: CallUsage },
): ChoiceDistribution {
  if (tokens.every(({ top_logprobs }) => top_logprobs === undefined || top_logprobs === null)) {
    throw new ChoiceUnsupportedError(model);
  }
  const place = tokens.findIndex(({ token }) => optionOf(token, options) !== undefined);
  const before = tokens.slice(0, Math.max(0, place)).map(({ token }) => token);
  const chosen = ONE_WORD.test(before.join('')) ? tokens[place] : undefined;
  const at = chosen ?? (begun ? tokens[0] : undefined);
  const pieces = (at?.top_logprobs ?? []).map(({ token, logprob }) => [token, Math.exp(logprob)] as const);
  return choiceOf(pieces, options, usage);
}

/** The prompt with the answer left to the model, where it can't be begun; its words are then looked through for the choice. */
export function withoutBegunAnswer(prompt: RenderedPrompt): RenderedPrompt {
  return isAnswerBegun(prompt) ? { ...prompt, messages: prompt.messages.slice(0, -1) } : prompt;
}

/** Whether the last message is the beginning of the model's answer. */
export function isAnswerBegun({ messages }: RenderedPrompt): boolean {
  return messages.at(-1)?.role === 'assistant';
}
