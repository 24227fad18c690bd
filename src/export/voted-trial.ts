import { whyLeftOut } from '../community/left-out.ts';
import type { GroupRatings } from '../community/rating-summary.ts';
import { summarizeRatings } from '../community/rating-summary.ts';
import { isSealed, sealedText } from '../community/seal.ts';
import { type Count, tallyVotes } from '../community/tally.ts';
import { withoutUnseen } from '../content/unseen.ts';
import type { TrialId } from '../core/ids.ts';
import { answerText } from '../debate/parse-answer.ts';
import type { Arm, DebatePlan } from '../debate/plan.ts';
import { blindAnswer } from '../debate/transcript.ts';
import { viewDebate } from '../debate/view.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import { judgedOfArm, type PanelResult, panelPairs } from '../trial/judged-result.ts';
import { countingOf, debateIn } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import type { TrialReason } from './left-out.ts';
import { typedWordsIn } from './typed-words.ts';
import { type Writer, writerOf } from './writer.ts';

/** An answer on a closed ballot: its blinded text, on which people voted, and what both sides said of it. */
export interface VotedAnswer {
  readonly text: string;
  readonly writer: Writer;
  /** In the filtered count. */
  readonly votes: number;
  /** The panel's, of the answer; of its debate where answers were not judged. */
  readonly scores: Pick<ScoreSummary, 'criteria' | 'overall' | 'overallSpread'>;
  /** By those whom the ballot's rules leave in, and by everybody. */
  readonly ratings: { readonly filtered: GroupRatings; readonly all: GroupRatings };
}

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
export function votedTrialOf(view: TrialView, { simulated, typedWords }: Taken): VotedTrial | LeftOutTrial | undefined {
  const { plan, ballot } = view;
  if (plan === null) return undefined;
  const leftOut = (reason: TrialReason): LeftOutTrial => ({ status: 'left-out', trial: plan.trial, reason });
  if (ballot === null || !view.ballotClosed) return leftOut('no-ballot');
  if (view.hidden) return leftOut('hidden');
  const { seal } = ballot;
  if (!isSealed(sealedText(seal, { scores: view.judgements, pairs: view.pairs }), seal.commitment))
    return leftOut('seal-broken');
  const typed = typedWordsIn(plan, view);
  const barred = typed.find(({ consented }) => !(typedWords && consented));
  if (barred !== undefined) return leftOut(barred.kind);
  if (programsTookPart(view) !== simulated) return leftOut(simulated ? 'no-programs' : 'programs');
  const counting = countingOf(plan, ballot);
  const tally = tallyVotes(view.votes, seal, counting);
  const count = simulated ? tally.scripted : tally.filtered;
  const summaries = (ratings: TrialView['ratings']): ReadonlyMap<Arm, GroupRatings> =>
    new Map(
      summarizeRatings(ratings, seal, plan.rubric.criteria).map(({ arm, people, scripted }) => [
        arm,
        simulated ? scripted : people,
      ]),
    );
  const all = summaries(view.ratings);
  const filtered = simulated ? all : summaries(view.ratings.filter((rating) => whyLeftOut(rating, counting) === null));
  const answers = count.answers.flatMap(({ arm, votes }): VotedAnswer[] => {
    const debate = debateIn(plan, arm);
    const text = wholeAnswerOf(view, arm);
    const ratings = { filtered: filtered.get(arm), all: all.get(arm) };
    if (debate === undefined || text === undefined) return [];
    if (ratings.filtered === undefined || ratings.all === undefined) return [];
    const judged = judgedOfArm(view, plan, debate);
    return [
      {
        text,
        writer: writerOf(debate),
        votes,
        scores: (judged.answer ?? judged.debate).together,
        ratings: { filtered: ratings.filtered, all: ratings.all },
      },
    ];
  });
  const [one, other, ...more] = answers;
  if (one === undefined || other === undefined || answers.length < seal.order.length) return leftOut('incomplete');
  if (new Set(answers.map(({ text }) => text)).size < answers.length) return leftOut('same-answers');
  const { motion, background } = plan.ensemble.scenario;
  return {
    status: 'voted',
    trial: plan.trial,
    question: background === '' ? motion : `${motion}\n\n${background}`,
    debate: plan.ensemble,
    caution: plan.caution,
    commitment: seal.commitment,
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

/** Their reactions can be seen by everybody, so that a trial with them says nothing of people alone. */
function programsTookPart({ votes, ratings, reactions }: TrialView): boolean {
  return [...votes, ...ratings, ...reactions].some(({ scripted }) => scripted);
}

/** As people read it on the ballot; undefined where there is none, and for that of a debate that lacks a turn. */
function wholeAnswerOf(view: TrialView, arm: Arm): string | undefined {
  const debate = viewDebate(view.debates[arm]);
  const answer = debate.end?.status === 'complete' ? blindAnswer(debate) : undefined;
  return answer === undefined ? undefined : withoutUnseen(answerText(answer));
}
