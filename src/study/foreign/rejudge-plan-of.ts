import type { Origin } from '../data/origin.ts';
import type { RejudgePlan } from '../plan/rejudge-plan.ts';
import { type ForeignStudy, pairedAnswers } from './foreign-study.ts';

/**
 * What is asked of debates of others: their scores as whole debates, with all their turns, by topic. Answers are read too where there are any, and
 * compared where every pair has two.
 */
export function rejudgePlanOf(
  study: ForeignStudy,
  { file, sha256 }: Pick<Origin, 'file' | 'sha256'>,
  { panel, seed }: { readonly panel: readonly string[]; readonly seed: number },
): RejudgePlan {
  const { names, debates, trials } = study;
  const { answered, compared } = pairedAnswers(study);
  return {
    kind: 'rejudge',
    id: `rejudged-${sha256.slice(0, 12)}`,
    title: `Debates of others: ${file}`.slice(0, 120),
    about: `${debates.length} debates that others ran, out of ${file}, judged here by ${panel.join(', ')}. It asks what these debates are worth to this panel; why they are as they are it cannot tell.`,
    scenarios: Object.keys(names.scenarios),
    ensembles: Object.keys(names.ensembles),
    formats: Object.keys(names.formats),
    repetitions: Math.min(100, Math.max(1, ...trials.map(({ repetition }) => repetition))),
    arms: ['ensemble', 'baseline'],
    seed,
    judged: ['debate', ...(answered ? (['answer'] as const) : []), ...(compared ? (['pair'] as const) : [])],
    analysis: { primary: { of: 'debate', score: 'overall' }, exclusions: ['incomplete-debates'], tokensWithin: 0.2 },
    panel: [...panel],
  };
}
