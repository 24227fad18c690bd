import type { Author } from '../community/author.ts';
import type { Ballot, Letter } from '../community/ballot.ts';
import { type GroupRatings, summarizeRatings } from '../community/rating-summary.ts';
import type { Count } from '../community/tally.ts';
import { withoutUnseen } from '../content/unseen.ts';
import { answerText } from '../debate/parse-answer.ts';
import { viewDebate } from '../debate/view.ts';
import { WHOLE_DEBATE } from '../judge/judged-object.ts';
import { type ScoreSummary, summarizeScores } from '../judge/summary.ts';
import { answerOf, judgedAs } from '../trial/ballot-answers.ts';
import { countingOf, type TrialPlan } from '../trial/plan.ts';
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

/** In the order of the count. Those that are missing, or come of a debate that lacks a turn, are not there. */
export function votedAnswersOf(view: TrialView, plan: TrialPlan, taken: CountTaken): readonly VotedAnswer[] {
  const ratings = ratingsIn(view, plan, taken);
  return taken.count.answers.flatMap(({ votes, letter, ...author }): VotedAnswer[] => {
    const writer = writerOf(plan, author);
    const text = wholeAnswerOf(view, plan, author);
    const [filtered, all] = [ratings.filtered.get(letter), ratings.all.get(letter)];
    if (writer === undefined || text === undefined || filtered === undefined || all === undefined) return [];
    return [{ text, writer, votes, scores: scoresOf(view, plan, author), ratings: { filtered, all } }];
  });
}

/** A member's answer has none where answers were not judged: it is in no debate of its own. */
function scoresOf({ judgements }: TrialView, plan: TrialPlan, author: Author): ScoreSummary {
  const judged = judgedAs(plan, author);
  const object = plan.judged.includes('answer') || 'member' in author ? judged.object : WHOLE_DEBATE;
  const said = judgements.flatMap(({ arm, judgement }) => (arm === judged.arm ? [judgement] : []));
  return summarizeScores(said, plan.rubric, plan.judges.length, object);
}

type ByAnswer = ReadonlyMap<Letter, GroupRatings>;

function ratingsIn(
  view: TrialView,
  plan: TrialPlan,
  { ballot, simulated }: CountTaken,
): { readonly filtered: ByAnswer; readonly all: ByAnswer } {
  const { answers } = summarizeRatings(view.ratings, ballot.seal, plan.rubric.criteria, countingOf(plan, ballot));
  const of = (group: 'people' | 'filtered' | 'scripted'): ByAnswer =>
    new Map(answers.map((answer) => [answer.letter, answer[group]]));
  // Rules leave every program out.
  return simulated
    ? { filtered: of('scripted'), all: of('scripted') }
    : { filtered: of('filtered'), all: of('people') };
}

/** As people read it on the ballot. */
function wholeAnswerOf(view: TrialView, plan: TrialPlan, author: Author): string | undefined {
  const { end } = viewDebate(view.debates['arm' in author ? author.arm : 'ensemble']);
  const answer = end?.status === 'complete' ? answerOf(plan, view, author) : undefined;
  return answer === undefined ? undefined : withoutUnseen(answerText(answer));
}
