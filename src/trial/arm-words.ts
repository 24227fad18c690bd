import type { Arm } from '../debate/plan.ts';

/** An arm as people read it in a sentence. */
export const ARM_WORDS = {
  ensemble: 'the ensemble',
  baseline: 'the single model',
  'self-consistency': 'the chosen draft',
} as const satisfies Readonly<Record<Arm, string>>;

/** An arm's debate as people read it in a sentence. */
export const DEBATE_WORDS = {
  ensemble: "the ensemble's debate",
  baseline: "the single model's debate",
  'self-consistency': "the single model's drafts",
} as const satisfies Readonly<Record<Arm, string>>;

/** An arm's answer where it is set beside another arm's. */
export const ANSWER_WORDS = {
  ensemble: "the ensemble's",
  baseline: "the single model's",
  'self-consistency': 'the chosen draft',
} as const satisfies Readonly<Record<Arm, string>>;

/** An arm at the head of a column or a field. */
export const ARM_HEADINGS = {
  ensemble: 'ensemble',
  baseline: 'single model',
  'self-consistency': 'chosen draft',
} as const satisfies Readonly<Record<Arm, string>>;

/** As the beginning of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** So many debates or answers in a word. @param count at least 2 */
export function allOf(count: number): string {
  return count === 2 ? 'both' : `all ${count}`;
}
