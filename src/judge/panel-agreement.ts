import { type Point, undefinedFor } from '../statistics/estimate.ts';
import { krippendorff, type RatedItem } from '../statistics/krippendorff.ts';
import { objectKey } from './judged-object.ts';
import { type Judgement, objectOf } from './score.ts';

/**
 * How well a panel's judges agree: Krippendorff's alpha, ordinal. An item is one object on one criterion, a rating the level that is nearest to
 * a judge's score: levels are what the rubric describes, and less than half of one is no disagreement. Unscored counts as missing.
 * @param judgements all that are to agree, of any number of debates and objects
 */
export function panelAgreement(judgements: readonly Judgement[], judges: readonly string[]): Point {
  if (judges.length < 2) return undefinedFor('one judge alone has nobody to agree with');
  return krippendorff(panelItems(judgements, judges));
}

/** The items of which `panelAgreement` speaks, a rating of each by each judge. */
export function panelItems(judgements: readonly Judgement[], judges: readonly string[]): RatedItem[] {
  const items = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const key = JSON.stringify([judgement.debate, objectKey(objectOf(judgement)), judgement.criterion]);
    items.set(key, [...(items.get(key) ?? []), judgement]);
  }
  return [...items.values()].map((item) => judges.map((judge) => levelBy(judge, item)));
}

function levelBy(judge: string, item: readonly Judgement[]): number | null {
  const score = item.find((judgement) => judgement.judge === judge)?.score;
  return score?.status === 'scored' ? Math.round(score.value) : null;
}
