import { splitThinking } from './split-thinking.ts';
import type { Finding } from './validity/finding.ts';
import { findLoop } from './validity/loop.ts';

/** A text is looked at again when it has grown by so many characters. */
const LOOK_EVERY = 48;
/** English has about four characters a token. */
const CHARACTERS_A_TOKEN = 4;

/**
 * Watches a call while it streams, so that a turn that can't become valid is not paid for to its end: thinking that has used up its
 * allowance, and words (or thinking) that go round in circles.
 */
export class StreamWatch {
  readonly #thinkingCharacters: number;
  #looked = 0;

  /** @param thinkingTokens what the model may think before it speaks; 0: its thinking is left to the call's own budget */
  constructor(thinkingTokens: number) {
    this.#thinkingCharacters = thinkingTokens === 0 ? Number.POSITIVE_INFINITY : thinkingTokens * CHARACTERS_A_TOKEN;
  }

  /**
   * Why the call should be broken off now; undefined to let it go on.
   * @param raw all text so far, with thinking that the server left in it
   * @param thinking all thinking so far that the server told apart
   */
  look(raw: string, thinking: string): Finding | undefined {
    const length = raw.length + thinking.length;
    if (length < this.#looked + LOOK_EVERY) return undefined;
    this.#looked = length;
    const spoken = splitThinking(raw);
    const thinks = spoken.text === '' && (thinking !== '' || spoken.open);
    if (thinks && thinking.length + spoken.thinking.length > this.#thinkingCharacters) {
      return { reason: 'thinking-never-closed', detail: 'its allowance for thinking was spent before it spoke' };
    }
    return findLoop(thinks ? thinking + spoken.thinking : raw);
  }
}
