import { tallyVotes } from '../../community/tally.ts';
import type { TrialId } from '../../core/ids.ts';
import { authorsToVoteOn } from '../../trial/ballot-answers.ts';
import { countingOf } from '../../trial/plan.ts';
import type { TrialRecord } from '../../trial/trial-record.ts';
import type { TrialCounts } from '../data/sample-votes.ts';
import { ensembleBetterBy } from './ensemble-better-by.ts';

/** Where a trial of the sample stands. */
export type SampledTrial = {
  readonly trial: TrialId;
  /** Of which ensemble. */
  readonly ensemble: string;
} & (
  | { readonly status: 'not judged' }
  /** An answer is missing, or a debate failed: no ballot can be held. */
  | { readonly status: 'not votable' }
  | { readonly status: 'to come'; readonly ensembleBetter: number | null }
  | { readonly status: 'open'; readonly putAt: number }
  | { readonly status: 'broken off'; readonly putAt: number }
  | { readonly status: 'closed'; readonly putAt: number; readonly vote: TrialCounts }
);

/** What a record of a study's trial says of its place in the vote. */
export function sampledTrial(record: TrialRecord): SampledTrial {
  const { view, trial } = record;
  const { plan, ballot, end } = view;
  // A study is being begun: its trials are stored one after the other.
  if (plan === null) return { trial, ensemble: '', status: 'not judged' };
  const own = { trial, ensemble: plan.ensemble.ensemble };
  const put = record.updates.find(({ event }) => event.type === 'put-to-vote');
  if (put === undefined) {
    if (end === null) return { ...own, status: 'not judged' };
    if (end.status === 'failed' || authorsToVoteOn(plan, view).length === 0) return { ...own, status: 'not votable' };
    return { ...own, status: 'to come', ensembleBetter: ensembleBetterBy(view) };
  }
  const putAt = put.at ?? 0;
  if (end === null) return { ...own, status: 'open', putAt };
  if (ballot === null || !view.ballotClosed) return { ...own, status: 'broken off', putAt };
  const { people, filtered } = tallyVotes(view.votes, ballot.seal, countingOf(plan, ballot));
  return { ...own, status: 'closed', putAt, vote: { trial, people, filtered } };
}
