import type { Random } from '../../core/random.ts';
import { effectSize } from '../../statistics/effect-size.ts';
import { smallestShown } from '../../statistics/power.ts';
import { signedRank } from '../../statistics/signed-rank.ts';
import { welchT } from '../../statistics/t-test.ts';
import { scenariosIn } from './by-scenario.ts';
import { figureFrom } from './figures.ts';
import type { ScoreDifference } from './findings/difference.ts';
import type { PairedValue } from './paired-debates.ts';

/** Against both arms' pooled deviation, as in a comparison of two groups: as the paper has it. */
export function effectSizes(
  pairs: readonly PairedValue[],
  random: Random,
): Pick<ScoreDifference, 'cohensD' | 'hedgesG'> {
  const clustered = pairs.map(({ scenario, values: { one, other } }) => ({
    cluster: scenario,
    pair: [one, other] as const,
  }));
  const { d, g } = effectSize(clustered, 's', random);
  return { cohensD: d, hedgesG: g };
}

/** The paper's two tests. */
export function plainTests(pairs: readonly PairedValue[]): Pick<ScoreDifference, 'wilcoxon' | 'welch'> {
  const ranked = signedRank(pairs.map(({ values: { one, other } }) => one - other));
  const welch = welchT(
    pairs.map(({ values }) => values.one),
    pairs.map(({ values }) => values.other),
  );
  return {
    wilcoxon: { ...ranked, n: pairs.length },
    welch: { ...welch, n: 2 * pairs.length },
  };
}

/** The smallest true difference that as many pairs, spread as these are, would show in 8 of 10 studies. */
export function smallestIn(pairs: readonly PairedValue[]): ScoreDifference['smallest'] {
  const differences = pairs.map(({ scenario, values }) => ({ cluster: scenario, value: values.one - values.other }));
  return figureFrom(smallestShown(differences), scenariosIn(pairs));
}
