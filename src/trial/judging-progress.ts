import type { SealedScores } from '../community/seal.ts';
import { counted } from '../core/counted.ts';
import { describeJudged, type Judged } from '../judge/judged-count.ts';
import type { JudgedKind } from '../judge/judged-kind.ts';
import type { UnscoredReason } from '../judge/score.ts';
import { allOf } from './arm-words.ts';
import { authorsIn } from './ballot-answers.ts';
import type { TrialPlan } from './plan.ts';
import { askedOf } from './to-judge.ts';

/** What the panel said so far, as a trial's view has it. */
interface Said {
  readonly judgements: SealedScores['scores'];
  readonly pairs: SealedScores['pairs'];
}

/** What the judge is about to do, after its name: `scores both debates and both answers`. */
export function describeJudging(plan: TrialPlan): string {
  const { baselines, judged } = plan;
  const all = allOf(baselines.length + 1);
  const objects: Readonly<Record<JudgedKind, string>> = {
    debate: `${all} debates`,
    contribution: 'what each member said in them',
    answer: `${allOf(authorsIn(plan).length)} answers`,
    pair: '',
  };
  const scored = (['debate', 'contribution', 'answer'] as const).filter((kind) => judged.includes(kind));
  const words = `scores ${inWords(scored.map((kind) => objects[kind]))}`;
  return judged.includes('pair') ? `${words}, and compares the ensemble’s answer with the rest` : words;
}

/** How far the panel has come: `3 of 28 scores, 0 of 1 comparison`. */
export function describeProgress(plan: TrialPlan, done: Judged): string {
  return describeJudged(done, askedOf(plan));
}

/** How much the panel has said, unscored or not. */
export function judgedIn({ judgements, pairs }: Said): Judged {
  return { scores: judgements.length, comparisons: pairs.length };
}

/** What could not be had of the panel, though it was asked, one sentence for scores and one for comparisons; none where nothing is missing. */
export function missingJudgements(plan: TrialPlan, { judgements, pairs }: Said): string[] {
  const scores = judgements.map(({ judgement: { judge, score } }) => ({ judge, outcome: score }));
  const comparisons = pairs.map(({ judgement: { judge, outcome } }) => ({ judge, outcome }));
  return [...missing(plan, scores, 'score'), ...missing(plan, comparisons, 'comparison')];
}

/** What the panel of a trial that was stopped was not asked any more. */
export function notJudged(plan: TrialPlan, said: Said): string[] {
  const [asked, done] = [askedOf(plan), judgedIn(said)];
  return [
    ...(done.scores < asked.scores
      ? [
          `${asked.scores - done.scores} of ${counted(asked.scores, 'score')} ${asked.scores === 1 ? 'was' : 'were'} not taken`,
        ]
      : []),
    ...(done.comparisons < asked.comparisons
      ? [
          `${asked.comparisons - done.comparisons} of ${counted(asked.comparisons, 'comparison')} ${asked.comparisons === 1 ? 'was' : 'were'} not made`,
        ]
      : []),
  ];
}

interface Heard {
  readonly judge: string;
  readonly outcome:
    | { readonly status: 'unscored'; readonly reason: UnscoredReason }
    | { readonly status: 'scored' | 'compared' };
}

function missing({ judges }: TrialPlan, heard: readonly Heard[], noun: string): string[] {
  const unscored = heard.flatMap(({ judge, outcome }) =>
    outcome.status === 'unscored' ? [{ judge, nothing: outcome.reason === 'nothing-to-judge' }] : [],
  );
  if (unscored.length === 0) return [];
  const nothing = unscored.filter((one) => one.nothing).length;
  const by = judges.map(({ judge, model }) => ({
    model,
    count: unscored.filter((one) => one.judge === judge && !one.nothing).length,
  }));
  const parts = [
    ...(nothing > 0 ? [`${nothing} for want of anything to judge`] : []),
    ...(judges.length > 1 ? by.flatMap(({ model, count }) => (count > 0 ? [`${count} by ${model}`] : [])) : []),
  ];
  const why = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  const are = heard.length === 1 ? 'is' : 'are';
  return [`${unscored.length} of ${counted(heard.length, noun)} ${are} missing (unscored)${why}`];
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
