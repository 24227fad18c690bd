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
  /** What it is to say after the option; undefined where the option is all. */
  readonly reason: WantedReason | undefined;
}

/** What is asked for after an option, in the same call. */
export interface WantedReason {
  /** What it may take. */
  readonly tokens: number;
  /** Whether what was said after the option is enough: the rest is not waited for. */
  readonly isEnough: (said: string) => boolean;
}

/** What a judge would answer, as shares of its options. */
export interface Choice {
  readonly status: 'chosen';
  /** In the order of the options; sums to 1. */
  readonly distribution: readonly number[];
  readonly method: Method;
  readonly measure: Measure;
  /** What it said after options that it wrote; where a reason was wanted, heard to its end once for each option. */
  readonly said: readonly SaidAfter[];
}

/** An option that a judge wrote, as it stands in its answer, and what it said after it. */
export interface SaidAfter {
  readonly option: string;
  readonly start: string;
  readonly words: string;
}

/** Undefined where an answer does not begin with an option. */
export function afterOption(pattern: RegExp, text: string): SaidAfter | undefined {
  const [start, option] = pattern.exec(text) ?? [];
  if (start === undefined || option === undefined) return undefined;
  return { option, start: start.trim(), words: text.slice(start.length) };
}
