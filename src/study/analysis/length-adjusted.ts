import { deriveSeed, seededRandom } from '../../core/random.ts';
import { lengthAdjusted } from '../../statistics/length-adjusted.ts';
import { contrastsIn } from './arms-in.ts';
import { meanByScenario, scenariosIn } from './by-scenario.ts';
import { concludeFrom } from './conclusion.ts';
import { pairedDifference, whatWords } from './difference.ts';
import { figureFrom } from './figures.ts';
import type { LengthAdjusted } from './findings/difference.ts';
import { primaryPairs } from './headline.ts';
import { wordsIn } from './measures.ts';
import { primaryOf, type Reading } from './reading.ts';

/** The primary difference at equal length. */
export function lengthAdjustedOf(reading: Reading): LengthAdjusted {
  const { plan } = reading.head;
  const [arms] = contrastsIn(plan);
  const primary = primaryOf(reading.head);
  const pairs = primaryPairs(reading).map((pair) => ({
    ...pair,
    words: [wordsIn(pair.one), wordsIn(pair.other)] as const,
  }));
  const { estimate, p } = lengthAdjusted(
    pairs.map(({ scenario, values, words }) => ({ cluster: scenario, value: values.one - values.other, words })),
    seededRandom(deriveSeed(plan.seed, 'length')),
  );
  const counts = { pairs: pairs.length, scenarios: scenariosIn(pairs) };
  return {
    ...counts,
    words: {
      one: meanByScenario(pairs, ({ words: [one] }) => one),
      other: meanByScenario(pairs, ({ words: [, other] }) => other),
    },
    unadjusted: pairedDifference(pairs, { arms, ...primary, seed: plan.seed }).difference,
    difference: estimate,
    p: figureFrom(p, counts.scenarios),
    conclusion: concludeFrom({ ...counts, arms, what: `${whatWords(primary)} at equal length`, difference: estimate }),
  };
}
