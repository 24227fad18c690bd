import type { Count } from '../../community/tally.ts';
import type { TrialId } from '../../core/ids.ts';
import type { Arm } from '../../debate/plan.ts';

/** What people said of a trial's answers, once its ballot has closed. Nothing tells who voted. */
export interface TrialCounts {
  readonly trial: TrialId;
  /** Everybody but programs. */
  readonly people: VoteCount;
  /** Those of them whom the ballot's rules leave in: the count that stands first. */
  readonly filtered: VoteCount;
}

export type VoteCount = Pick<Count, 'voters' | 'answers' | 'ties' | 'allBad'>;

/** How far people's vote on a study's sample is. The numbers add up to the sample. */
export interface SampleVotes {
  /** Trials in the sample. */
  readonly sampled: number;
  /** Those whose ballot has closed, with what came of it. */
  readonly closed: readonly TrialCounts[];
  /** Those that people vote on now. */
  readonly open: number;
  /** Those that are still to be put to the vote. */
  readonly toCome: number;
  /** Those of them that were not judged yet. */
  readonly notJudged: number;
  /** Those that nobody can vote on: an answer is missing, or the ballot was broken off or never held. */
  readonly withoutVote: number;
  /** How many trials of which something has been run are left out of the tables, so that nobody who votes has read it: open ones and those to come. */
  readonly withheld: number;
  /** How many debates, come to an end, that makes. */
  readonly withheldDebates: number;
}

/** Votes for an arm's answer; undefined where it was not on the ballot. */
export function votesFor({ answers }: VoteCount, arm: Arm): number | undefined {
  return answers.find((answer) => 'arm' in answer && answer.arm === arm)?.votes;
}
