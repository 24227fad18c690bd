import { authorKey } from '../community/author.ts';
import type { Ballot } from '../community/ballot.ts';
import { type GroupRatings, summarizeRatings } from '../community/rating-summary.ts';
import type { Count } from '../community/tally.ts';
import { withoutUnseen } from '../content/unseen.ts';
import { answerText } from '../debate/parse-answer.ts';
import type { Arm } from '../debate/plan.ts';
import { blindAnswer } from '../debate/transcript.ts';
import { viewDebate } from '../debate/view.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import { judgedOfArm } from '../trial/judged-result.ts';
import { countingOf, debateIn, type TrialPlan } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import { type Writer, writerOf } from './writer.ts';

/** An answer on a closed ballot: its blinded text, on which people voted, and what both sides said of it. */
export interface VotedAnswer {
  readonly text: string;
  readonly writer: Writer;
  /** In the count that is taken. */
  readonly votes: number;
  /** The panel's, of the answer; of its debate where answers were not judged. */
  readonly scores: Pick<ScoreSummary, 'criteria' | 'overall' | 'overallSpread'>;
  /** By those whom the ballot's rules leave in, and by everybody. */
  readonly ratings: { readonly filtered: GroupRatings; readonly all: GroupRatings };
}

/** What is taken of a ballot. */
export interface CountTaken {
  readonly ballot: Ballot;
  readonly count: Pick<Count, 'answers'>;
  /** The ratings of programs in place of people's. */
  readonly simulated: boolean;
}

/** In the order of the count. Those that are missing, or come of a debate that lacks a turn, are not there, and neither are members' own. */
export function votedAnswersOf(view: TrialView, plan: TrialPlan, taken: CountTaken): readonly VotedAnswer[] {
  const ratings = ratingsIn(view, plan, taken);
  return taken.count.answers.flatMap((answer): VotedAnswer[] => {
    if (!('arm' in answer)) return [];
    const { arm, votes } = answer;
    const debate = debateIn(plan, arm);
    const text = wholeAnswerOf(view, arm);
    const [filtered, all] = [ratings.filtered.get(authorKey(answer)), ratings.all.get(authorKey(answer))];
    if (debate === undefined || text === undefined || filtered === undefined || all === undefined) return [];
    const judged = judgedOfArm(view, plan, debate);
    const scores = (judged.answer ?? judged.debate).together;
    return [{ text, writer: writerOf(debate), votes, scores, ratings: { filtered, all } }];
  });
}

/** By the author's key. */
type ByAnswer = ReadonlyMap<string, GroupRatings>;

function ratingsIn(
  view: TrialView,
  plan: TrialPlan,
  { ballot, simulated }: CountTaken,
): { readonly filtered: ByAnswer; readonly all: ByAnswer } {
  const { answers } = summarizeRatings(view.ratings, ballot.seal, plan.rubric.criteria, countingOf(plan, ballot));
  const of = (group: 'people' | 'filtered' | 'scripted'): ByAnswer =>
    new Map(answers.map((answer) => [authorKey(answer), answer[group]]));
  // Rules leave every program out.
  return simulated
    ? { filtered: of('scripted'), all: of('scripted') }
    : { filtered: of('filtered'), all: of('people') };
}

/** As people read it on the ballot. */
function wholeAnswerOf(view: TrialView, arm: Arm): string | undefined {
  const debate = viewDebate(view.debates[arm]);
  const answer = debate.end?.status === 'complete' ? blindAnswer(debate) : undefined;
  return answer === undefined ? undefined : withoutUnseen(answerText(answer));
}
