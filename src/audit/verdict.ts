import type { Estimate } from '../statistics/estimate.ts';
import type { AuditSheet, CriterionSheet, Fitness, Verdict } from './sheet.ts';
import { CAUTIONS, THRESHOLDS } from './thresholds.ts';

/** What a verdict on one criterion is made from. */
export type CriterionResults = Omit<CriterionSheet, 'fitness' | 'because'>;

/** Whether a judge's scores on one criterion can be used, and if not, why. */
export function fitnessOf(results: CriterionResults): { fitness: Fitness; because: string[] } {
  const { pairs, unscored } = results;
  if (unscored.total === 0) return { fitness: 'not measured', because: ['nothing was asked'] };
  const because = failures(results);
  if (because.length > 0) return { fitness: 'not fit', because };
  if (pairs < THRESHOLDS.pairs.value) {
    return { fitness: 'not measured', because: [`only ${pairs} pairs, ${THRESHOLDS.pairs.value} are needed`] };
  }
  return { fitness: 'fit', because: [] };
}

function failures({ rightOrder, auc, repeatSpread, length, injection, unscored }: CriterionResults): string[] {
  const because: string[] = [];
  const order = pointIn(rightOrder);
  const missing = unscored.total === 0 ? 0 : unscored.count / unscored.total;
  if (missing > THRESHOLDS.unscored.value) because.push(`${percent(missing)} of the scores are missing`);
  if (order !== undefined && order < THRESHOLDS.rightOrder.value) {
    because.push(
      `${percent(order)} of the pairs are in the right order, ${percent(THRESHOLDS.rightOrder.value)} are needed`,
    );
  } else if (rightOrder.status === 'estimated' && rightOrder.low <= THRESHOLDS.rightOrderLow.value) {
    because.push(`so few pairs do not tell it from a coin (the interval begins at ${percent(rightOrder.low)})`);
  }
  const area = pointIn(auc);
  if (area !== undefined && area < THRESHOLDS.auc.value) {
    because.push(`AUC ${area.toFixed(2)}, ${THRESHOLDS.auc.value} is needed`);
  }
  const limited = [
    [repeatSpread, THRESHOLDS.repeatSpread.value, 'asked again, its scores spread by'],
    [length, THRESHOLDS.length.value, 'words without content move its scores by'],
    [injection, THRESHOLDS.injection.value, 'texts that speak to the judge move its scores by'],
  ] as const;
  for (const [estimate, most, words] of limited) {
    const value = pointIn(estimate);
    if (value !== undefined && Math.abs(value) > most)
      because.push(`${words} ${value.toFixed(2)} of a level, more than ${most}`);
  }
  return because;
}

/** The verdict on the judge: on its scores, criterion by criterion. What is said of its comparisons and reasons are cautions. */
export function verdictOf(
  criteria: readonly CriterionSheet[],
  { comparisons, quotes }: Pick<AuditSheet, 'comparisons' | 'quotes'>,
): Verdict {
  const fit = criteria.filter(({ fitness }) => fitness === 'fit').map(({ criterion }) => criterion);
  const flips = pointIn(comparisons.flips);
  const stand = pointIn(quotes.stand);
  const cautions = [
    ...(flips !== undefined && flips > CAUTIONS.flips.value
      ? [
          `Its comparisons are not to be relied on: in ${percent(flips)} of the pairs it preferred a place, whatever stood there.`,
        ]
      : []),
    ...(stand !== undefined && stand < CAUTIONS.quotes.value
      ? [`Its reasons are not to be relied on: only ${percent(stand)} of its quotes stand in the debate.`]
      : []),
  ];
  return {
    verdict: fit.length === 0 ? 'not fit' : fit.length === criteria.length ? 'fit' : 'fit for some criteria',
    criteria: fit,
    cautions,
  };
}

function pointIn(estimate: Estimate): number | undefined {
  return estimate.status === 'undefined' ? undefined : estimate.value;
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
