import type { Rubric } from '../content/schema.ts';
import { type JudgedObject, WHOLE_DEBATE } from './judged-object.ts';
import type { Judgement } from './score.ts';
import { type ScoreSummary, summarizeScores } from './summary.ts';

/** A panel's scores of one object, by judge and together. */
export interface PanelSummary {
  readonly together: ScoreSummary;
  readonly judges: readonly { readonly judge: string; readonly scores: ScoreSummary }[];
}

/** @param judgements of one debate @param judges who sits on the panel, `judge-1` and so on */
export function summarizePanel(
  judgements: readonly Judgement[],
  rubric: Rubric,
  judges: readonly string[],
  object: JudgedObject = WHOLE_DEBATE,
): PanelSummary {
  const ofJudge = (judge: string): Judgement[] => judgements.filter((judgement) => judgement.judge === judge);
  return {
    together: summarizeScores(judgements, rubric, judges.length, object),
    judges: judges.map((judge) => ({ judge, scores: summarizeScores(ofJudge(judge), rubric, 1, object) })),
  };
}
