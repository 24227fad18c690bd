import type { Comparison } from '../trial/result.ts';
import { type AboutTrial, aboutTrial } from './about-trial.ts';
import { type Filters, filtered } from './filters.ts';
import type { Outcome } from './left-out.ts';
import { agreementOn, verdictOf } from './verdict.ts';
import type { VotedAnswer } from './voted-answers.ts';
import type { VotedTrial } from './voted-trial.ts';
import type { Writer } from './writer.ts';

/** A preference: of two answers to one question, the one that most voters of the ballot chose, and another one. */
export interface PairRow extends AboutTrial {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
  readonly margin: number;
  readonly agreement: Comparison;
  readonly votes_chosen: number;
  readonly votes_rejected: number;
  readonly judge_score_chosen: number | null;
  readonly judge_score_rejected: number | null;
  readonly judge_spread_chosen: number | null;
  readonly judge_spread_rejected: number | null;
  readonly judge_prefers: 'chosen' | 'rejected' | 'tie' | null;
  readonly judge_probability: number | null;
  readonly chosen_by: Writer;
  readonly rejected_by: Writer;
}

/** The preferred answer against each other one of the ballot: of two that were not chosen, votes say nothing. */
export function pairsOf(trial: VotedTrial, filters: Filters): readonly Outcome<PairRow>[] {
  const verdict = verdictOf(trial, filters.minVotes);
  const [, ...others] = trial.answers;
  if (verdict.kind !== 'preferred')
    return others.map(() => ({ status: 'left-out', reason: verdict.kind }) satisfies Outcome<PairRow>);
  const { answer: chosen } = verdict;
  return trial.answers
    .filter((answer) => answer !== chosen)
    .map((rejected) => filtered(pairRow(trial, chosen, rejected), filters));
}

function pairRow(trial: VotedTrial, chosen: VotedAnswer, rejected: VotedAnswer): PairRow {
  return {
    prompt: trial.question,
    chosen: chosen.text,
    rejected: rejected.text,
    margin: (chosen.votes - rejected.votes) / trial.count.voters,
    agreement: agreementOn([chosen, rejected], chosen),
    votes_chosen: chosen.votes,
    votes_rejected: rejected.votes,
    judge_score_chosen: chosen.scores.overall,
    judge_score_rejected: rejected.scores.overall,
    judge_spread_chosen: chosen.scores.overallSpread,
    judge_spread_rejected: rejected.scores.overallSpread,
    ...compared(trial, chosen, rejected),
    chosen_by: chosen.writer,
    rejected_by: rejected.writer,
    ...aboutTrial(trial),
  };
}

/** What the panel found when it read the two side by side; nothing where it did not, or could not tell. */
function compared(
  { comparisons }: VotedTrial,
  { writer: { arm: chosen } }: VotedAnswer,
  { writer: { arm: rejected } }: VotedAnswer,
): Pick<PairRow, 'judge_prefers' | 'judge_probability'> {
  const own = comparisons.find(({ a, b }) => {
    const both: readonly Writer['arm'][] = [a, b];
    return both.includes(chosen) && both.includes(rejected);
  });
  const verdict = own?.summary.together;
  if (own === undefined || verdict?.status !== 'compared') return { judge_prefers: null, judge_probability: null };
  const chosenIs = own.a === chosen ? 'a' : 'b';
  return {
    judge_prefers: verdict.better === 'tie' ? 'tie' : verdict.better === chosenIs ? 'chosen' : 'rejected',
    judge_probability: chosenIs === 'a' ? verdict.a : 1 - verdict.a,
  };
}
