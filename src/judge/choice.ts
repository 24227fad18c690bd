import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Measure, Method } from './measure.ts';

/** A question whose answer begins with one of a few options. */
export interface ChoiceQuestion {
  readonly options: readonly string[];
  /** The options for people, for example `the digits 1 to 7`. */
  readonly optionWords: string;
  /** The prompt with the answer begun, whose next character is the option. */
  readonly begun: RenderedPrompt;
  /** The prompt with the answer left to the judge. */
  readonly open: RenderedPrompt;
  /** Finds the option at the beginning of an answer, as its first group. */
  readonly pattern: RegExp;
}

/** What a judge would answer, as shares of its options. */
export interface Choice {
  readonly status: 'chosen';
  /** In the order of the options; sums to 1. */
  readonly distribution: readonly number[];
  readonly method: Method;
  readonly measure: Measure;
  /** What it said after the option, sample by sample; nothing was said where only probabilities were asked for. */
  readonly said: readonly string[];
}
