import { inBrackets } from '../core/in-brackets.ts';
import type { PairVerdict } from '../judge/pair-summary.ts';
import type { PanelSummary } from '../judge/panel-summary.ts';
import { quoteWords, sumQuotes } from '../judge/quote-count.ts';
import { overallWords, viewWords } from '../judge/score-words.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import { ANSWER_WORDS, ARM_HEADINGS } from './arm-words.ts';
import type { ArmResult, TrialResult } from './result.ts';

/** Marks the name of a model where a text can. */
type Code = (name: string) => string;

const plain: Code = (name) => name;

/** Over each block of what a panel said. */
export const PANEL_TITLES = {
  answers: 'Judge, answers read alone',
  pairs: 'Judge, answers side by side',
  judges: 'Judge by judge',
  contributions: 'Judge, contributions',
} as const;

/** Each answer's overall score in one line, with how many quotes of them stand; empty where answers were not judged. */
export function describeAnswers(result: TrialResult): string {
  const quotes = [result.ensemble, ...result.baselines].flatMap(({ judged }) => judged.answer?.together.quotes ?? []);
  return [byArm(result, ({ judged }) => judged.answer?.together), quoteWords(sumQuotes(quotes))]
    .filter((words) => words !== '')
    .join('; ');
}

/** The overall score of each member's own answer, a line for each; none where these were not judged. */
export function describeMemberAnswers({ members }: TrialResult): string[] {
  return members.flatMap(({ member, judged }) =>
    judged?.together.judged === true
      ? [`${member.name}’s own: ${overallWords(judged.together)}${viewsInBrackets([judged.together])}`]
      : [],
  );
}

/** Each contribution's overall score, a line for each: the ensemble's members first; none where they were not judged. */
export function describeContributions({ ensemble, baselines }: TrialResult): string[] {
  const scored = ({ judged }: ArmResult, before = ''): string[] =>
    judged.contributions.flatMap(({ name, scores: { together } }) =>
      together.judged ? [`${before}${name}: ${overallWords(together)}${viewsInBrackets([together])}`] : [],
    );
  return [...scored(ensemble), ...baselines.flatMap((arm) => scored(arm, `${ARM_HEADINGS[arm.arm]}, `))];
}

/** Which answer the panel prefers, pair by pair, and under each what its judges do where there are several; none where they were not compared. */
export function describePairs({ plan, panel: { pairs } }: TrialResult, code: Code = plain): string[] {
  return pairs.flatMap(({ a, b, summary: { judged, together, judges, compared, flipped } }) => {
    if (!judged) return [];
    const which = pairs.length > 1 ? `${ANSWER_WORDS[a]} against ${ANSWER_WORDS[b]}: ` : '';
    const words = (verdict: PairVerdict): string => describeVerdict(verdict, ANSWER_WORDS[a], ANSWER_WORDS[b]);
    const [only, ...more] = judges;
    if (only === undefined || more.length === 0) return [`${which}${words(together)}`];
    const byPlace = flipped > 0 ? `; ${flipped} of ${compared} judges went by the place` : '';
    const models = judges.map(({ judge, verdict }) => `${code(modelOf(plan, judge))}: ${words(verdict)}`);
    return [`${which}${words(together)}${byPlace}`, ...models];
  });
}

/**
 * Where several judges sit: what each of them gives, how many of its quotes stand, and how well they agree; none for one judge, and where nothing
 * was judged.
 */
export function describePanel(result: TrialResult, code: Code = plain): string[] {
  const { plan, ensemble, baselines, panel } = result;
  if (plan.judges.length < 2 || ![ensemble, ...baselines].some(({ scores }) => scores.judged)) return [];
  const { agreement } = panel;
  const alpha =
    agreement.status === 'value' ? `alpha ${agreement.value.toFixed(2)}` : `alpha undefined: ${agreement.reason}`;
  return [
    `Agreement over all scores (1 is full, 0 is chance): ${alpha}`,
    ...plan.judges.map(({ judge, model }) => {
      const of = (panel: PanelSummary | null): ScoreSummary | undefined =>
        panel?.judges.find((one) => one.judge === judge)?.scores;
      const debates = byArm(result, ({ judged }) => of(judged.debate));
      const answers = byArm(result, ({ judged }) => of(judged.answer));
      const quotes = [ensemble, ...baselines].flatMap(({ judged }) =>
        [of(judged.debate), of(judged.answer)].flatMap((scores) => scores?.quotes ?? []),
      );
      const parts = [
        `debates ${debates || 'not judged'}`,
        answers === '' ? '' : `answers ${answers}`,
        quoteWords(sumQuotes(quotes)),
      ];
      return `${code(model)}: ${parts.filter((part) => part !== '').join('; ')}`;
    }),
  ];
}

function byArm({ ensemble, baselines }: TrialResult, pick: (arm: ArmResult) => ScoreSummary | undefined): string {
  const judged = [ensemble, ...baselines].flatMap((arm) => {
    const scores = pick(arm);
    return scores?.judged === true ? [{ heading: ARM_HEADINGS[arm.arm], scores }] : [];
  });
  const overall = judged.map(({ heading, scores }) => `${heading} ${overallWords(scores)}`).join(', ');
  return `${overall}${viewsInBrackets(judged.map(({ scores }) => scores))}`;
}

/** Nothing where nothing is scored: `unscored` stands there already. */
function viewsInBrackets(summaries: readonly ScoreSummary[]): string {
  const scored = summaries.some(({ overall, views }) => overall !== null || views.some(({ value }) => value !== null));
  return scored ? inBrackets(viewWords(...summaries)) : '';
}

/** Which of two a panel or a judge prefers. @param a how the first is called, as an object @param b the second */
export function describeVerdict(verdict: PairVerdict, a: string, b: string): string {
  if (verdict.status === 'unscored') return `unscored: ${verdict.unscored}`;
  switch (verdict.better) {
    case 'a':
      return `prefers ${a} (${verdict.a.toFixed(2)} over both orders)`;
    case 'b':
      return `prefers ${b} (${(1 - verdict.a).toFixed(2)} over both orders)`;
    case 'tie':
      return verdict.place === null
        ? 'a tie: undecided'
        : `a tie: each order preferred the answer shown ${verdict.place}`;
  }
}

function modelOf({ judges }: TrialResult['plan'], judge: string): string {
  return judges.find((seat) => seat.judge === judge)?.model ?? judge;
}
