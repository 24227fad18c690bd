import type { ChatPart } from './chat-model.ts';
import { type AnswerToken, CHOICE_TOKENS, choiceInTokens } from './choice-in-tokens.ts';
import { optionOf } from './choice-of.ts';

/** Looks for the choice among the first tokens of an answer as they come, and holds its words back until it is told. */
export class ChoiceWatch {
  readonly #options: readonly string[];
  readonly #answer: { readonly begun: boolean; readonly model: string };
  readonly #tokens: AnswerToken[] = [];
  #held = '';
  #told = false;

  /** @param answer `begun`: see choiceInTokens */
  constructor(options: readonly string[], answer: { readonly begun: boolean; readonly model: string }) {
    this.#options = options;
    this.#answer = answer;
  }

  /**
   * What an answer's next words come to.
   * @param tokens of these words, with their alternatives @param last nothing comes after them
   * @throws ChoiceUnsupportedError where no token has alternatives
   */
  *parts(text: string, tokens: readonly AnswerToken[], last: boolean): Generator<ChatPart> {
    this.#held += text;
    if (!this.#told) {
      this.#tokens.push(...tokens);
      // Words without their tokens: this server tells none.
      const untold = this.#held !== '' && this.#tokens.length === 0;
      if (!last && !untold && !this.#settled()) return;
      const choice = choiceInTokens(this.#tokens.slice(0, CHOICE_TOKENS), this.#options, {
        ...this.#answer,
        usage: {},
      });
      this.#told = true;
      yield { type: 'choice', choice };
    }
    if (this.#held !== '') yield { type: 'text-delta', text: this.#held };
    this.#held = '';
  }

  #settled(): boolean {
    return (
      this.#tokens.length >= CHOICE_TOKENS ||
      this.#tokens.some(({ token }) => optionOf(token, this.#options) !== undefined)
    );
  }
}
