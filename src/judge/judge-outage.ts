import type { PairOutcome } from './pair-judgement.ts';
import type { Score } from './score.ts';

/** So many failures in a row, each tried again before, are no chance. */
const MOST_FAILURES = 3;

/**
 * Tells when a judge's server is gone, after which nothing more should be asked: it failed several times in a row, and not at one text alone,
 * for a text can be what a server dies of.
 */
export class JudgeOutage {
  readonly #texts = new Set<string>();
  #failures = 0;

  /**
   * Takes note of what came of a call.
   * @param text names what the judge read
   * @returns how often in a row it has failed by now, once that is too often; else undefined
   */
  note(outcome: Score | PairOutcome, text: string): number | undefined {
    if (!isFailure(outcome)) {
      this.#failures = 0;
      this.#texts.clear();
      return undefined;
    }
    this.#failures += 1;
    this.#texts.add(text);
    return this.#failures >= MOST_FAILURES && this.#texts.size > 1 ? this.#failures : undefined;
  }
}

/** Whether the model's server failed, which says nothing of the judge. */
export function isFailure(outcome: Score | PairOutcome): boolean {
  return outcome.status === 'unscored' && outcome.reason === 'model-failed';
}
