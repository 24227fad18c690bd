import { inBrackets } from '../../core/in-brackets.ts';
import { deriveSeed, type Random, seededRandom } from '../../core/random.ts';
import { clusterMean, clusterMeanByStudent } from '../../statistics/cluster-mean.ts';
import type { Tested } from '../../statistics/fit.ts';
import { meanByScenario, scenariosIn } from './by-scenario.ts';
import { concludeFrom } from './conclusion.ts';
import { effectSizes, plainTests, smallestIn } from './effects.ts';
import { figureFrom } from './figures.ts';
import type { Paired, ScoreDifference } from './findings/difference.ts';
import type { Arms, ScoredObject, ScoreName } from './findings/figure.ts';
import type { PairedValue } from './paired-debates.ts';
import { inSentence } from './words.ts';

/** How the interval of a difference is had: by the bootstrap-t, which holds more often, or by Student's t, which draws nothing. */
export type Method = 'bootstrap-t' | 'student';

/** What is compared, in words and by name. */
export interface Compared {
  readonly arms: Arms;
  readonly of: ScoredObject;
  readonly score: ScoreName;
  /** The plan's, by which intervals are drawn. */
  readonly seed: number;
}

/** As in `the debate overall`, `the answer’s coherence`, `the debate by the paper’s five`. */
export function whatWords({ of, score }: Pick<Compared, 'of' | 'score'>): string {
  const name = inSentence(score.name);
  switch (score.kind) {
    case 'overall':
      return `the ${of} overall`;
    case 'criterion':
      return `the ${of}’s ${name}`;
    case 'view':
      return `the ${of} by ${name}`;
  }
}

/**
 * The mean paired difference with its interval, clustered by scenario.
 * @param among of which pairs, for people; empty for all
 */
export function pairedDifference(pairs: readonly PairedValue[], compared: Compared, among = ''): Paired {
  const { difference, ...rest } = testedDifference(pairs, compared, 'bootstrap-t');
  const paired = { ...rest, difference: difference.estimate };
  const what = `${whatWords(compared)}${inBrackets(among)}`;
  return { ...paired, conclusion: concludeFrom({ ...paired, arms: compared.arms, what }) };
}

function testedDifference(pairs: readonly PairedValue[], compared: Compared, method: Method) {
  const differences = pairs.map(({ scenario, values }) => ({ cluster: scenario, value: values.one - values.other }));
  const difference: Tested =
    method === 'student' ? clusterMeanByStudent(differences) : clusterMean(differences, randomFor(compared));
  return {
    pairs: pairs.length,
    scenarios: scenariosIn(pairs),
    means: {
      one: meanByScenario(pairs, ({ values }) => values.one),
      other: meanByScenario(pairs, ({ values }) => values.other),
    },
    difference,
  };
}

/** All that is said of one score's difference. @param pairs that have it on both sides */
export function scoreDifference(
  pairs: readonly PairedValue[],
  compared: Compared,
  method: Method = 'bootstrap-t',
): ScoreDifference {
  const { difference, ...rest } = testedDifference(pairs, compared, method);
  const smallest = smallestIn(pairs);
  const { arms, of, score } = compared;
  const shown = { ...rest, difference: difference.estimate, smallest };
  return {
    arms,
    of,
    score,
    ...shown,
    ...effectSizes(pairs, randomFor(compared, 'effect')),
    p: figureFrom(difference.p, rest.scenarios),
    pHolm: null,
    ...plainTests(pairs),
    conclusion: concludeFrom({ ...shown, arms, what: whatWords(compared) }),
  };
}

function randomFor({ arms, of, score, seed }: Compared, what = 'difference'): Random {
  return seededRandom(deriveSeed(seed, what, arms.one, arms.other, of, score.id));
}
