import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { Conclusion, ScoreDifference } from '../analysis/findings/difference.ts';
import type { Arms, ScoredObject, ScoreName } from '../analysis/findings/figure.ts';
import type { PreferenceConclusion } from '../analysis/findings/wins.ts';
import type { StudyFindings } from '../analysis/findings.ts';

/** `Ensemble − single model`, over a column of differences. */
export function differenceOf({ one, other }: Arms): string {
  return `${capitalized(ARM_HEADINGS[one])} − ${ARM_HEADINGS[other]}`;
}

/** `Ensemble against single model`. */
export function against({ one, other }: Arms): string {
  return `${capitalized(ARM_HEADINGS[one])} against ${ARM_HEADINGS[other]}`;
}

/** What the rules say of a difference, in a cell. */
export function verdictWords({ verdict }: Conclusion, { one, other }: Arms): string {
  switch (verdict) {
    case 'one-higher':
      return `${ARM_HEADINGS[one]} higher`;
    case 'other-higher':
      return `${ARM_HEADINGS[other]} higher`;
    case 'no-difference-shown':
      return 'no difference shown';
    case 'too-little-data':
      return 'too little data';
  }
}

/** The same of a preference. */
export function preferredWords({ verdict }: PreferenceConclusion, { one, other }: Arms): string {
  switch (verdict) {
    case 'one-preferred':
      return `${ARM_HEADINGS[one]} preferred`;
    case 'other-preferred':
      return `${ARM_HEADINGS[other]} preferred`;
    case 'no-preference-shown':
      return 'no preference shown';
    case 'too-little-data':
      return 'too little data';
  }
}

/** Of what a score is. */
export const OBJECT_WORDS = {
  debate: 'the whole debate',
  answer: 'the answer, read without the debate',
} as const satisfies Readonly<Record<ScoredObject, string>>;

/** `overall`, or a criterion's or a view's own name. */
export function scoreWords({ kind, name }: ScoreName): string {
  return kind === 'overall' ? 'Overall' : name;
}

/** Within a sentence: `overall score`, `safety`, `the paper's five`. */
export function scoreOf({ kind, name }: ScoreName): string {
  return kind === 'overall' ? 'overall score' : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

export function sameArms(left: Arms, right: Arms): boolean {
  return left.one === right.one && left.other === right.other;
}

/** All scores of what the plan asked first, between the same arms, beside the one that it asked. */
export function besideHeadline({ headline, scores }: Pick<StudyFindings, 'headline' | 'scores'>): ScoreDifference[] {
  const { arms, of, score } = headline.difference;
  const own = scores.find((one) => sameArms(one.arms, arms) && one.of === of)?.scores ?? [];
  return own.filter((one) => one.score.id !== score.id);
}
