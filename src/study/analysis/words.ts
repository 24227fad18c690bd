import type { Arm } from '../../debate/plan.ts';
import { ANSWER_WORDS, ARM_WORDS } from '../../trial/arm-words.ts';

/** Who speaks for all judges together, in place of one of them. */
export const PANEL = 'panel';

/** As in `the single model`. */
export function armWords(arm: Arm): string {
  return ARM_WORDS[arm];
}

/** As in `the single model's`. */
export function armsAnswer(arm: Arm): string {
  return ANSWER_WORDS[arm];
}

/** To two decimals, with a real minus sign: `0.31`, `−0.05`. */
export function points(value: number): string {
  return value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−');
}

/** A difference: with its sign always. */
export function signedPoints(value: number): string {
  const words = points(value);
  return value > 0 && words !== '0.00' ? `+${words}` : words;
}

/** `95% interval −0.05 to 0.31`. */
export function intervalWords({ low, high }: { readonly low: number; readonly high: number }): string {
  return `95% interval ${points(low)} to ${points(high)}`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** The same of shares. */
export function percents({ low, high }: { readonly low: number; readonly high: number }): string {
  return `95% interval ${percent(low)} to ${percent(high)}`;
}

/** `p = 0.034`, `p < 0.001`. */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Words that begin a sentence, inside of one. */
export function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
