import type { CriterionId } from '../../content/schema.ts';
import { groupedBy } from '../../core/grouped-by.ts';
import type { DebateId } from '../../core/ids.ts';
import { type JudgedObject, objectKey, WHOLE_DEBATE } from '../../judge/judged-object.ts';
import { type ScoreSummary, summarizeScores } from '../../judge/summary.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import type { ScoredObject, ScoreName } from './findings/figure.ts';

/** A study's data with what its panel, or a part of it, said of each debate. */
export interface Reading {
  readonly data: StudyData;
  readonly head: StudyHead;
  /** Whose scores are read: `judge-1` and so on. */
  readonly judges: readonly string[];
  /** All of their scores of one object together. */
  summary(debate: DebateId, object: JudgedObject): ScoreSummary;
}

/** @param judges at least one; absent: the whole panel */
export function readingOf(data: StudyData, judges = data.head.judges.map(({ judge }) => judge)): Reading {
  const judgements = data.scores.flatMap(({ judgement }) => (judges.includes(judgement.judge) ? [judgement] : []));
  const byDebate = groupedBy(judgements, ({ debate }) => debate);
  const known = new Map<string, ScoreSummary>();
  const summary = (debate: DebateId, object: JudgedObject): ScoreSummary => {
    const key = `${debate} ${objectKey(object)}`;
    const summed =
      known.get(key) ?? summarizeScores(byDebate.get(debate) ?? [], data.head.rubric, judges.length, object);
    known.set(key, summed);
    return summed;
  };
  return { data, head: data.head, judges, summary };
}

const OBJECTS: Readonly<Record<ScoredObject, JudgedObject>> = { debate: WHOLE_DEBATE, answer: { kind: 'answer' } };

/** One score of a debate or its answer, 1 to 7; null where it is unscored: there is no default. */
export function scoreIn(reading: Reading, debate: DebateId, of: ScoredObject, score: ScoreName): number | null {
  const { overall, criteria, views } = reading.summary(debate, OBJECTS[of]);
  switch (score.kind) {
    case 'overall':
      return overall;
    case 'criterion':
      return criteria.find(({ criterion }) => criterion === score.id)?.value ?? null;
    case 'view':
      return views.find(({ view }) => view === score.id)?.value ?? null;
  }
}

/** All scores that an object has: the overall one, the criteria in the rubric's order, its views. */
export function scoreNames({ rubric }: Pick<StudyHead, 'rubric'>): readonly ScoreName[] {
  return [
    { id: 'overall', name: 'Overall', kind: 'overall' },
    ...rubric.criteria.map(({ id, name }): ScoreName => ({ id, name, kind: 'criterion' })),
    ...rubric.views.map(({ id, name }): ScoreName => ({ id, name, kind: 'view' })),
  ];
}

/** What the plan asked first. */
export function primaryOf(head: StudyHead): { readonly of: ScoredObject; readonly score: ScoreName } {
  const { of, score: id } = head.plan.analysis.primary;
  // A plan is checked against the rubric before it runs: a score that it does not have is named, and then has no value anywhere.
  const score = scoreNames(head).find((one) => one.id === id) ?? { id, name: id, kind: 'view' };
  return { of, score };
}

/** Which objects the panel scores. */
export function scoredObjects({ plan }: StudyHead): readonly ScoredObject[] {
  return (['debate', 'answer'] as const).filter((kind) => plan.judged.includes(kind));
}

export function isCriterion(score: ScoreName): score is ScoreName & { readonly id: CriterionId } {
  return score.kind === 'criterion';
}
