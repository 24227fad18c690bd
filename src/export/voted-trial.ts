import type { Seal } from '../community/ballot.ts';
import { isSealed, sealedText } from '../community/seal.ts';
import { type Count, tallyVotes } from '../community/tally.ts';
import type { TrialId } from '../core/ids.ts';
import type { DebatePlan } from '../debate/plan.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import { type PanelResult, panelPairs } from '../trial/judged-result.ts';
import { countingOf } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import type { TrialReason } from './left-out.ts';
import { typedWordsIn } from './typed-words.ts';
import { type VotedAnswer, votedAnswersOf } from './voted-answers.ts';

/** A trial whose ballot can be made into rows. */
export interface VotedTrial {
  readonly status: 'voted';
  readonly trial: TrialId;
  /** Motion and background, as those who wrote the answers had them. */
  readonly question: string;
  readonly debate: DebatePlan;
  /** See TrialPlan. */
  readonly caution: string;
  readonly commitment: string;
  /** The ensemble's first. */
  readonly answers: readonly [VotedAnswer, VotedAnswer, ...VotedAnswer[]];
  /** The filtered count; programs' votes where `simulated`. */
  readonly count: Pick<Count, 'voters' | 'ties' | 'allBad'>;
  /** How many voted in all. */
  readonly voters: number;
  readonly judges: readonly JudgeSeat[];
  readonly scored: 'answer' | 'debate';
  readonly comparisons: PanelResult['pairs'];
  /** Words that people typed, and said may be published, are in its question or were read by its models. */
  readonly typedWords: boolean;
  /** Its votes and ratings are those of programs. */
  readonly simulated: boolean;
}

/** Which trials are taken. */
export interface Taken {
  /** The votes of programs, and only these: the two are never in one data set. */
  readonly simulated: boolean;
  /** Those too in which there are words that people typed and said may be published: an operator's setting. */
  readonly typedWords: boolean;
}

export interface LeftOutTrial {
  readonly status: 'left-out';
  readonly trial: TrialId;
  readonly reason: TrialReason;
}

/**
 * What a trial has for a data set, or why it has nothing.
 * @returns undefined for a trial that never began
 */
export function votedTrialOf(view: TrialView, taken: Taken): VotedTrial | LeftOutTrial | undefined {
  const { plan, ballot } = view;
  if (plan === null) return undefined;
  const leftOut = (reason: TrialReason): LeftOutTrial => ({ status: 'left-out', trial: plan.trial, reason });
  if (ballot === null || !view.ballotClosed) return leftOut('no-ballot');
  if (view.hidden) return leftOut('hidden');
  if (!sealHolds(view, ballot.seal)) return leftOut('seal-broken');
  const typed = typedWordsIn(plan, view);
  const barred = typed.find(({ consented }) => !(taken.typedWords && consented));
  if (barred !== undefined) return leftOut(barred.kind);
  const { simulated } = taken;
  if (programsTookPart(view) !== simulated) return leftOut(simulated ? 'no-programs' : 'programs');
  const tally = tallyVotes(view.votes, ballot.seal, countingOf(plan, ballot));
  const count = simulated ? tally.scripted : tally.filtered;
  const answers = votedAnswersOf(view, plan, { ballot, count, simulated });
  const [one, other, ...more] = answers;
  if (one === undefined || other === undefined || answers.length < ballot.seal.order.length)
    return leftOut('incomplete');
  if (new Set(answers.map(({ text }) => text)).size < answers.length) return leftOut('same-answers');
  const { motion, background } = plan.ensemble.scenario;
  return {
    status: 'voted',
    trial: plan.trial,
    question: background === '' ? motion : `${motion}\n\n${background}`,
    debate: plan.ensemble,
    caution: plan.caution,
    commitment: ballot.seal.commitment,
    answers: [one, other, ...more],
    count,
    voters: (simulated ? tally.scripted : tally.people).voters,
    judges: plan.judges,
    scored: plan.judged.includes('answer') ? 'answer' : 'debate',
    comparisons: panelPairs(view, plan),
    typedWords: typed.length > 0,
    simulated,
  };
}

function sealHolds({ judgements, pairs }: TrialView, seal: Seal): boolean {
  return isSealed(sealedText(seal, { scores: judgements, pairs }), seal.commitment);
}

/** Their reactions can be seen by everybody, so that a trial with them says nothing of people alone. */
function programsTookPart({ votes, ratings, reactions, reactionsAtClose }: TrialView): boolean {
  // What was given while the bot was down may stand in Discord's lists alone.
  const listed =
    reactionsAtClose?.type === 'reactions-counted' ? reactionsAtClose.counts.flatMap(({ voters }) => voters) : [];
  return [...votes, ...ratings, ...reactions, ...listed].some(({ scripted }) => scripted);
}
