import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { byCluster } from '../../src/statistics/clustered.ts';
import { fitLine, lineTotalOf } from '../../src/statistics/fit-line.ts';
import { type ClusteredWithWords, lengthAdjusted } from '../../src/statistics/length-adjusted.ts';
import { BALANCED, easyRandom, UNBALANCED } from './clustered-values.ts';

const near = (value: number): unknown => expect.closeTo(value, 11);
const withWords = (words: (place: number) => number): ClusteredWithWords[] =>
  BALANCED.map(({ cluster, value }, place) => ({ cluster, value, words: [words(place), 200] }));

describe('the robust error of a difference at equal length', () => {
  // The value: statsmodels 0.15.0: OLS(y, add_constant(x)).fit().params[0]. Error and degrees of freedom: numpy 2.4.6, scipy 1.17.1, as in
  // cluster-mean.test.ts with X = add_constant(x), x = np.log(words / 200). (statsmodels’ own error, cov_type='cluster', is 0.0684535836900236 and
  // 0.07150291470243168: it does not allow for leverage.)
  it.each([
    ['one size', BALANCED, 0.34484794374149746, 0.06864573828886435, 5.60653642024199],
    ['several sizes', UNBALANCED, 0.3556110466772757, 0.07337376407003572, 5.00405335519645],
  ])('is CR2 with Satterthwaite’s degrees of freedom for clusters of %s', (_, observations, value, error, freedom) => {
    const points = observations.map((one) => ({ ...one, x: Math.log(one.words[0] / 200), y: one.value }));
    expect(fitLine(byCluster(points).map(lineTotalOf))).toEqual({
      value: near(value),
      error: near(error),
      freedom: near(freedom),
    });
  });
});

describe('the difference at equal length', () => {
  // numpy 2.4.6: the bootstrap-t of cluster-mean.test.ts, of lines.
  it.each([
    ['one size', BALANCED, [0.34484794374149746, 0.22959232864872714, 0.6197764361982592, 0.006]],
    ['several sizes', UNBALANCED, [0.3556110466772757, 0.24033279233686375, 0.7826954587647887, 0.006]],
  ] as const)('is that of numpy for clusters of %s', (_, observations, [value, low, high, p]) => {
    expect(lengthAdjusted(observations, easyRandom())).toEqual({
      estimate: { status: 'estimated', value: near(value), low: near(low), high: near(high), n: 8 },
      p: { status: 'value', value: p },
    });
  });

  it.each([
    [
      'one side is always the longer one',
      withWords((place) => 300 + place),
      { status: 'no-interval', reason: 'one side is always the longer one, so nothing was seen at equal length', n: 8 },
    ],
    [
      'scenarios are few',
      BALANCED.slice(0, 15),
      { status: 'no-interval', reason: 'too few scenarios: fewer than 6', n: 5 },
    ],
    [
      'lengths differ in one scenario alone',
      withWords((place) => (place < 3 ? 199 + place : 200)),
      { status: 'no-interval', reason: 'lengths differ in one scenario alone', n: 8 },
    ],
    [
      'all of them lie on the line',
      withWords((place) => 190 + place).map((one) => ({ ...one, value: Math.log(one.words[0] / 200) })),
      { status: 'no-interval', reason: 'all scenarios lie on one line', n: 8 },
    ],
    [
      'lengths all differ alike',
      withWords(() => 250),
      { status: 'undefined', reason: 'all lengths differ alike', n: 8 },
    ],
    [
      'one side has no words',
      withWords((place) => place),
      { status: 'undefined', reason: 'one side has no words', n: 8 },
    ],
    ['there is nothing', [], { status: 'undefined', reason: 'nothing was observed', n: 0 }],
  ])('has no interval where %s', (_, observations, expected) => {
    const { estimate, p } = lengthAdjusted(observations, seededRandom(1));
    expect(estimate).toMatchObject(expected);
    expect(p).toEqual({ status: 'undefined', reason: expected.reason });
  });
});
