import type { Letter } from '../community/ballot.ts';
import { type ReactionSum, sumReactions } from '../community/count-reactions.ts';
import { verifySeal } from '../community/seal.ts';
import { swingOf } from '../community/swing.ts';
import { type Tally, tallyVotes } from '../community/tally.ts';
import type { TrialArm } from '../debate/plan.ts';
import { type ScoreSummary, summarizeScores } from '../judge/summary.ts';
import type { TrialUpdate } from './events.ts';
import { asksPositions, type TrialPlan } from './plan.ts';
import { type ArmStances, peopleHeard, stancesOf } from './stance-result.ts';
import { type TrialView, viewTrial } from './view-trial.ts';

/** Both signals of a trial, next to each other and never merged. */
export interface TrialResult {
  readonly plan: TrialPlan;
  readonly status: NonNullable<TrialView['end']>['status'];
  /** What is missing, for people. */
  readonly reasons: readonly string[];
  readonly scores: Readonly<Record<TrialArm, ScoreSummary>>;
  /** Who changed whose mind, by their own words. */
  readonly stances: Readonly<Record<TrialArm, ArmStances>>;
  /** Names of people who spoke in the ensemble's debate. */
  readonly people: readonly string[];
  /** Null when no ballot was closed. */
  readonly community: {
    readonly tally: Tally;
    readonly letters: Readonly<Record<TrialArm, Letter | undefined>>;
    readonly reactions: readonly ReactionSum[];
    readonly nonce: string;
    readonly commitment: string;
    /** Scores and order are those that were sealed when the ballot opened. */
    readonly sealHolds: boolean;
  } | null;
  /** Where people stood before and after, and programs apart; null where the format does not ask, and when no ballot was closed. */
  readonly swing: ReturnType<typeof swingOf> | null;
  /** Who preferred what. A single trial says no more about agreement. */
  readonly comparison: 'same' | 'different' | 'not enough votes' | 'unscored';
}

/** The result of a trial that has ended; undefined before. */
export function resultOf(updates: readonly TrialUpdate[]): TrialResult | undefined {
  const view = viewTrial(updates);
  const { plan, end } = view;
  if (plan === null || end === null) return undefined;
  const scores = { ensemble: scoresOf(view, plan, 'ensemble'), baseline: scoresOf(view, plan, 'baseline') };
  const community = communityOf(view);
  return {
    plan,
    status: end.status,
    reasons: end.reasons,
    scores,
    stances: { ensemble: stancesOf(view.debates.ensemble), baseline: stancesOf(view.debates.baseline) },
    people: peopleHeard(view.debates.ensemble),
    community,
    swing: asksPositions(plan) && view.ballotClosed ? swingOf(view.positions) : null,
    comparison: compare(scores, community?.tally),
  };
}

function scoresOf(view: TrialView, plan: TrialPlan, arm: TrialArm): ScoreSummary {
  const judgements = view.judgements.filter((entry) => entry.arm === arm).map(({ judgement }) => judgement);
  return summarizeScores(judgements, plan.rubric, plan.judges.length);
}

function communityOf(view: TrialView): TrialResult['community'] {
  if (view.ballot === null || !view.ballotClosed) return null;
  const { seal } = view.ballot;
  const letterOf = (arm: TrialArm): Letter | undefined => seal.order.find((entry) => entry.arm === arm)?.letter;
  const counted = view.reactionsAtClose?.type === 'reactions-counted' ? view.reactionsAtClose.counts : null;
  return {
    tally: tallyVotes(view.votes, seal),
    letters: { ensemble: letterOf('ensemble'), baseline: letterOf('baseline') },
    reactions: sumReactions(counted, view.reactions),
    nonce: seal.nonce,
    commitment: seal.commitment,
    sealHolds: verifySeal(seal, view.judgements),
  };
}

function compare(scores: TrialResult['scores'], tally: Tally | undefined): TrialResult['comparison'] {
  const { ensemble, baseline } = scores;
  if (ensemble.overall === null || baseline.overall === null) return 'unscored';
  const share = tally?.people.ensembleShare;
  if (share === null || share === undefined) return 'not enough votes';
  return Math.sign(ensemble.overall - baseline.overall) === Math.sign(share.share - 0.5) ? 'same' : 'different';
}
