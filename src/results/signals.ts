import { isSameAuthor } from '../community/author.ts';
import type { RatingMean } from '../community/rating-summary.ts';
import type { ScoreSummary, Valued } from '../judge/summary.ts';
import { ARM_WORDS } from '../trial/arm-words.ts';
import { hasRated } from '../trial/rating-words.ts';
import type { TrialResult } from '../trial/result.ts';

/** What both sides said of the answers on a closed ballot, criterion by criterion. */
export interface Signals {
  /** What the judge read of each: its answer alone, or where it did not, the whole debate. */
  readonly judgeRead: 'answers' | 'debates';
  readonly answers: readonly AnswerSignals[];
}

export interface AnswerSignals {
  /** The letter and whose it is: `A: the ensemble`. */
  readonly name: string;
  /** In the rubric's order. */
  readonly criteria: readonly CriterionSignals[];
}

export interface CriterionSignals {
  readonly name: string;
  readonly people: RatingMean;
  /** Null where no program rated. */
  readonly scripted: RatingMean | null;
  readonly judge: Valued;
}

/** Undefined where no ballot was closed: nothing is revealed then. */
export function signalsOf(result: TrialResult): Signals | undefined {
  const { community, ensemble, baselines, members, plan } = result;
  if (community === null) return undefined;
  const scripted = hasRated(result, 'scripted');
  const onBallot = [
    ...[ensemble, ...baselines].map(({ arm, letter, judged, scores }) => ({
      author: { arm },
      letter,
      name: ARM_WORDS[arm],
      scores: judged.answer?.together ?? scores,
    })),
    ...members.map(({ member, letter, judged }) => ({
      author: { member: member.seat },
      letter,
      name: `${member.name}’s own`,
      scores: judged?.together,
    })),
  ].filter(({ letter }) => letter !== undefined);
  return {
    judgeRead: [ensemble, ...baselines].some(({ letter, judged }) => letter !== undefined && judged.answer !== null)
      ? 'answers'
      : 'debates',
    answers: onBallot
      .toSorted((left, right) => String(left.letter).localeCompare(String(right.letter)))
      .map(({ author, letter, name: whose, scores }) => {
        const ratings = community.ratings.answers.find((rated) => isSameAuthor(rated, author));
        return {
          name: `${letter}: ${whose}`,
          criteria: plan.rubric.criteria.map(({ id, name }) => ({
            name,
            people: meanOn(ratings?.people, id),
            scripted: scripted ? meanOn(ratings?.scripted, id) : null,
            judge: scoreOn(scores, id),
          })),
        };
      }),
  };
}

/** Whether there is anything to draw: a mean rating or a score. */
export function hasValues({ answers }: Signals): boolean {
  return answers.some(({ criteria }) =>
    criteria.some(
      ({ people, scripted, judge }) => judge.value !== null || 'value' in people || 'value' in (scripted ?? {}),
    ),
  );
}

type Group = NonNullable<TrialResult['community']>['ratings']['answers'][number]['people'];

function meanOn(group: Group | undefined, criterion: string): RatingMean {
  const mean = group?.criteria.find((rated) => rated.criterion === criterion)?.mean;
  return mean ?? { status: 'undefined', reason: 'it could not be rated', n: 0 };
}

function scoreOn(scores: ScoreSummary | undefined, criterion: string): Valued {
  return scores?.criteria.find((scored) => scored.criterion === criterion) ?? { value: null, spread: null };
}
