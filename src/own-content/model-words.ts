import type { JudgeChoice, ModelChoice } from '../content/schema.ts';

type Pick = Extract<ModelChoice, { readonly pick: string }>['pick'];

/** Places to fill with what is at hand, each with what people are told of it. */
export const PICKS: readonly { readonly pick: Pick; readonly meaning: string }[] = [
  { pick: 'smallest', meaning: 'the smallest model at hand' },
  { pick: 'any-1', meaning: 'a model at hand' },
  { pick: 'any-2', meaning: 'another model at hand, where there are two' },
  { pick: 'any-3', meaning: 'a third model at hand, where there are three' },
];

/** What somebody means who writes a model's name, or a place to fill. */
export function choiceOf(words: string): ModelChoice {
  const place = PICKS.find(({ pick }) => pick === words.toLowerCase());
  return place === undefined ? { name: words } : { pick: place.pick };
}

/** The same for a judge, who can also be `others`. */
export function judgeChoiceOf(words: string): JudgeChoice {
  return words.toLowerCase() === 'others' ? { pick: 'others' } : choiceOf(words);
}

export function wordsOfChoice(choice: JudgeChoice): string {
  return 'name' in choice ? choice.name : choice.pick;
}
