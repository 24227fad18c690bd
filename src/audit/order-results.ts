import type { CriterionId } from '../content/schema.ts';
import type { Random } from '../core/random.ts';
import { auc } from '../statistics/auc.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { shareOf } from '../statistics/share.ts';
import { type HeardDebate, readingsAs, valueOn } from './heard.ts';
import type { CriterionSheet } from './sheet.ts';
import { SPOIL_KINDS, SPOILS, type SpoilKind, STRENGTHS, type Strength } from './spoil/kinds.ts';

/** The scores of a planted debate and of a version of it that should score lower. */
interface Pair {
  readonly kind: SpoilKind;
  readonly strength: Strength;
  readonly written: number;
  readonly spoiled: number;
}

/** What a judge's scores on one criterion make of the planted pairs. */
export function orderResults(
  debates: readonly HeardDebate[],
  criterion: CriterionId,
  random: Random,
): Pick<CriterionSheet, 'pairs' | 'rightOrder' | 'auc' | 'spoils'> {
  const byDebate = debates.map((debate) => pairsOf(debate, criterion));
  const all = byDebate.flat();
  return {
    pairs: all.length,
    rightOrder: shareOf(byDebate.map((pairs) => ({ count: right(pairs), total: pairs.length }))),
    auc: separation(byDebate, random),
    spoils: SPOIL_KINDS.filter((kind) => SPOILS[kind].shouldFall.some((one) => one.criterion === criterion)).flatMap(
      (kind) =>
        STRENGTHS.map((strength) => {
          const own = all.filter((pair) => pair.kind === kind && pair.strength === strength);
          return { kind, strength, pairs: own.length, right: right(own) };
        }),
    ),
  };
}

/** Those of which both versions are scored. */
function pairsOf(debate: HeardDebate, criterion: CriterionId): Pair[] {
  const written = valueOn(criterion, readingsAs(debate, 'written')[0]);
  if (written === undefined) return [];
  return readingsAs(debate, 'spoiled').flatMap((reading) => {
    const spoiled = valueOn(criterion, reading);
    const { kind, strength } = reading.version;
    return spoiled === undefined ? [] : [{ kind, strength, written, spoiled }];
  });
}

/** How many are in the right order; a tie counts half. */
function right(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { written, spoiled }) => sum + (written > spoiled ? 1 : written === spoiled ? 0.5 : 0), 0);
}

/** Any debate as it was written against any spoiled one. */
function separation(byDebate: readonly (readonly Pair[])[], random: Random): Estimate {
  return bootstrap({
    units: byDebate.filter((pairs) => pairs.length > 0),
    statistic: (units) =>
      auc(
        units.flatMap(([pair]) => (pair === undefined ? [] : [pair.written])),
        units.flatMap((pairs) => pairs.map(({ spoiled }) => spoiled)),
      ),
    random,
  });
}
