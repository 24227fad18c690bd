import { tallyVotes } from '../../community/tally.ts';
import type { TrialId } from '../../core/ids.ts';
import { summarizePairs } from '../../judge/pair-summary.ts';
import { authorsToVoteOn } from '../../trial/ballot-answers.ts';
import { countingOf, debatesOf } from '../../trial/plan.ts';
import type { TrialRecord } from '../../trial/trial-record.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import type { TrialVote } from '../data/study-vote-data.ts';

/** Where a trial of the sample stands. */
export type SampledTrial = {
  readonly trial: TrialId;
  /** Of which ensemble. */
  readonly ensemble: string;
} /** `begun`: a debate of it has ended. */ & (
  | { readonly status: 'not judged'; readonly begun: boolean }
  /** An answer is missing. */
  | { readonly status: 'not votable' }
  | { readonly status: 'to come'; readonly ensembleBetter: number | null }
  | { readonly status: 'open'; readonly putAt: number }
  | { readonly status: 'broken off'; readonly putAt: number }
  | { readonly status: 'closed'; readonly putAt: number; readonly vote: TrialVote }
);

/** What a record of a study's trial says of its place in the vote. */
export function sampledTrial(record: TrialRecord): SampledTrial {
  const { view, trial } = record;
  const { plan, ballot, end } = view;
  // A study is being begun: its trials are stored one after the other.
  if (plan === null) return { trial, ensemble: '', status: 'not judged', begun: false };
  const own = { trial, ensemble: plan.ensemble.ensemble };
  const put = record.updates.find(({ event }) => event.type === 'put-to-vote');
  if (put === undefined) {
    const ended = debatesOf(plan).some(({ arm }) => view.debates[arm].some(({ type }) => type === 'debate-end'));
    if (end === null) return { ...own, status: 'not judged', begun: ended };
    if (authorsToVoteOn(plan, view).length === 0) return { ...own, status: 'not votable' };
    return { ...own, status: 'to come', ensembleBetter: ensembleBetterBy(view) };
  }
  const putAt = put.at ?? 0;
  if (end === null) return { ...own, status: 'open', putAt };
  if (ballot === null || !view.ballotClosed) return { ...own, status: 'broken off', putAt };
  const { people, filtered } = tallyVotes(view.votes, ballot.seal, countingOf(plan, ballot));
  return { ...own, status: 'closed', putAt, vote: { trial, people, filtered } };
}

/**
 * How probable the whole panel has it that the ensemble's answer is better than the single model's, 0 to 1; null where it did not compare them.
 */
function ensembleBetterBy({ plan, pairs }: TrialView): number | null {
  const own = pairs.filter(({ arms }) => arms.a === 'ensemble' && arms.b === 'baseline');
  const { together } = summarizePairs(
    own.map(({ judgement }) => judgement),
    plan?.judges.map(({ judge }) => judge) ?? [],
  );
  return together.status === 'compared' ? together.a : null;
}
