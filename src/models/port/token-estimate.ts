import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import { estimatePromptTokens } from './estimate-tokens.ts';

/**
 * Counts a model's tokens by the estimate, and learns from what its server counted afterwards: once a prompt had more tokens than estimated,
 * all later ones count that much more. It never learns to count less: the next prompt may be in another language.
 */
export class TokenEstimate {
  #ratio = 1;

  count(prompt: RenderedPrompt): number {
    return Math.ceil(estimatePromptTokens(prompt) * this.#ratio);
  }

  /** @param tokens what the prompt really had, or had at least */
  learn(prompt: RenderedPrompt, tokens: number): void {
    this.#ratio = Math.max(this.#ratio, tokens / estimatePromptTokens(prompt));
  }
}
