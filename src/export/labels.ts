import type { Comparison } from '../trial/result.ts';
import { type AboutTrial, aboutTrial } from './about-trial.ts';
import { type Filters, filtered } from './filters.ts';
import type { Outcome } from './left-out.ts';
import { marginOf } from './margin.ts';
import { agreementOfBallot, verdictOf } from './verdict.ts';
import type { VotedAnswer } from './voted-answers.ts';
import type { VotedTrial } from './voted-trial.ts';
import type { Writer } from './writer.ts';

/** One answer, and whether it is one to be wished for. */
export interface LabelRow extends AboutTrial {
  readonly prompt: string;
  readonly completion: string;
  readonly label: boolean;
  readonly margin: number;
  readonly agreement: Comparison;
  readonly votes_completion: number;
  readonly judge_score: number | null;
  readonly judge_spread: number | null;
  readonly completion_by: Writer;
}

/**
 * True for the answer that most voters of its ballot chose, false for the others on that ballot; false for all where most found all of them bad.
 * Where none was preferred, nothing says whether they are good.
 */
export function labelsOf(trial: VotedTrial, filters: Filters): readonly Outcome<LabelRow>[] {
  const verdict = verdictOf(trial, filters.minVotes);
  return trial.answers.map((answer) => {
    if (verdict.kind === 'few-votes' || verdict.kind === 'no-preference')
      return { status: 'left-out', reason: verdict.kind };
    const agreement = agreementOfBallot(trial, verdict);
    const label = verdict.kind === 'preferred' && verdict.answer === answer;
    return filtered(labelRow(trial, answer, { label, agreement, margin: marginOf(trial, answer, verdict) }), filters);
  });
}

function labelRow(
  trial: VotedTrial,
  { text, votes, scores, writer }: VotedAnswer,
  said: Pick<LabelRow, 'label' | 'margin' | 'agreement'>,
): LabelRow {
  return {
    prompt: trial.question,
    completion: text,
    label: said.label,
    margin: said.margin,
    agreement: said.agreement,
    votes_completion: votes,
    judge_score: scores.overall,
    judge_spread: scores.overallSpread,
    completion_by: writer,
    ...aboutTrial(trial),
  };
}
