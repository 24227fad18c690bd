import { describe, expect, it } from 'vitest';
import {
  agreementOf,
  type CriterionAgreement,
  LEAST_ANSWERS,
  LEAST_ANSWERS_TO_CALIBRATE,
  type RatedAnswer,
  type RatedCriterion,
} from '../../src/community/agreement.ts';
import type { RaterValue } from '../../src/community/raters.ts';

const CRITERIA = [
  { id: 'depth', weight: 0.6 },
  { id: 'safety', weight: 0.4 },
];

/** A generator that Python can repeat in one line. */
function numbers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (state * 75 + 74) % 65537;
    return state % below;
  };
}

/** Three or four people see an answer's quality with an error, and so does the judge. */
function rated(next: (below: number) => number): RatedCriterion {
  const quality = 2 + next(4);
  const judge = quality + (next(200) - 100) / 100;
  const ratings = Array.from(
    { length: 3 + next(2) },
    (_, place): RaterValue => ({
      rater: `rater ${place}`,
      value: quality + next(3) - 1,
    }),
  );
  return { judge, ratings };
}

function answersOf(count: number): RatedAnswer[] {
  const next = numbers();
  return Array.from({ length: count }, (_, place) => ({
    ballot: `ballot ${place}`,
    answer: 'ensemble',
    criteria: { depth: rated(next), safety: rated(next) },
  }));
}

/** What all answers have on one criterion, changed. */
function changed(
  answers: readonly RatedAnswer[],
  criterion: string,
  change: (rated: RatedCriterion, place: number) => RatedCriterion,
): RatedAnswer[] {
  return answers.map((answer, place) => {
    const before = answer.criteria[criterion] ?? { judge: null, ratings: [] };
    return { ...answer, criteria: { ...answer.criteria, [criterion]: change(before, place) } };
  });
}

const agreement = (answers: readonly RatedAnswer[], seed = 1) => agreementOf({ answers, criteria: CRITERIA, seed });

/** Of one criterion alone: intervals take time. */
function on(criterion: string, answers: readonly RatedAnswer[], seed = 1): CriterionAgreement {
  const [found] = agreementOf({ answers, criteria: [{ id: criterion, weight: 1 }], seed }).criteria;
  if (found === undefined) throw new Error(`no ${criterion}`);
  return found.agreement;
}

const thirty = agreement(answersOf(30));
const depthOfThirty = on('depth', answersOf(30));

describe('judge and community', () => {
  // With next() the generator above, per answer and criterion in turn: q = 2 + next(4); judge = q + (next(200) - 100) / 100;
  // ratings = [q + next(3) - 1 for _ in range(3 + next(2))]; 30 answers, m the mean ratings, r = np.floor(value + 0.5), overall
  // 0.6 * depth + 0.4 * safety of the judge and of each rater, all rounded to nine digits.
  // scipy 1.17.1: stats.spearmanr(judge, m).statistic, stats.kendalltau(judge, m, variant='b').statistic;
  // scikit-learn 1.9.1: cohen_kappa_score(r(judge), r(m), labels=[1, 2, 3, 4, 5, 6, 7], weights='quadratic');
  // krippendorff 0.9.0: alpha(reliability_data=[r(judge), r(m)], level_of_measurement='ordinal'), and of the raters
  // alpha(reliability_data=the ratings, nan where the fourth is missing, level_of_measurement='ordinal').
  it.each([
    [
      'depth',
      depthOfThirty,
      [
        0.8409884015242073, 0.661360329143245, 0.8177083333333334, 0.827836299794164, 0.5468062777965184,
        3.3666666666666667,
      ],
    ],
    [
      'safety',
      thirty.criteria[1]?.agreement,
      [
        0.9345757386805954, 0.8031296888900661, 0.8689138576779026, 0.8939812384563041, 0.574662334387597,
        3.3666666666666667,
      ],
    ],
    [
      'overall',
      thirty.overall,
      [0.8801258477298336, 0.721828685690433, 0.7948717948717949, 0.8233254531126871, 0.43524488131342964, 3.2],
    ],
  ] as const)('agree on %s as Python’s libraries say, each figure with its interval and n', (_, found, reference) => {
    if (found === undefined) throw new Error('no such criterion');
    const figure = (value: number): unknown => ({
      status: 'estimated',
      value: expect.closeTo(value, 9),
      low: expect.any(Number),
      high: expect.any(Number),
      n: 30,
    });
    const [spearman, kendall, kappa, alpha, raters, mean] = reference;
    expect(found.judge).toEqual({
      spearman: figure(spearman),
      kendall: figure(kendall),
      kappa: figure(kappa),
      alpha: figure(alpha),
    });
    expect(found.raters).toEqual({ alpha: figure(raters), mean: expect.closeTo(mean, 9) });
    for (const estimate of [...Object.values(found.judge), found.raters.alpha]) {
      if (estimate.status !== 'estimated') throw new Error(estimate.status);
      expect(estimate.low).toBeLessThan(estimate.value);
      expect(estimate.high).toBeGreaterThan(estimate.value);
      expect(estimate.high).toBeLessThanOrEqual(1);
    }
  });

  it('say that there are not enough votes below twenty answers with three raters', () => {
    expect(LEAST_ANSWERS).toBe(20);
    const short = { status: 'not-enough-votes', n: 19, least: 20 };
    const nineteen = on('depth', answersOf(19));
    expect(nineteen.judge).toEqual({ spearman: short, kendall: short, kappa: short, alpha: short });
    expect(nineteen.raters.alpha).toEqual(short);
    const twoRaters = changed(answersOf(25), 'depth', ({ judge, ratings }, place) => ({
      judge,
      ratings: place < 6 ? ratings.slice(0, 2) : ratings,
    }));
    expect(on('depth', twoRaters).judge.spearman).toEqual(short);
    expect(on('depth', answersOf(20)).judge.spearman).toMatchObject({ status: 'estimated', n: 20 });
    expect(on('depth', []).judge.alpha).toEqual({ status: 'not-enough-votes', n: 0, least: 20 });
    expect(on('depth', []).raters.mean).toBeNull();
  });

  it('are compared on scored answers only; the raters on all', () => {
    const partly = changed(answersOf(30), 'depth', (one, place) => ({ ...one, judge: place < 5 ? null : one.judge }));
    const { judge, raters } = on('depth', partly);
    expect(judge.spearman).toMatchObject({ status: 'estimated', n: 25 });
    expect(raters).toEqual(depthOfThirty.raters);
  });

  it('say why there is no figure where the judge gives everything the same score', () => {
    const { judge } = on(
      'depth',
      changed(answersOf(30), 'depth', (one) => ({ ...one, judge: 4.2 })),
    );
    const ranksNothing = {
      status: 'undefined',
      reason: 'all values of one side are the same, so it ranks nothing',
      n: 30,
    };
    expect(judge.spearman).toEqual(ranksNothing);
    expect(judge.kendall).toEqual(ranksNothing);
    expect(judge.kappa).toEqual({
      status: 'no-interval',
      value: 0,
      reason: 'every resample gives the same value',
      n: 30,
    });
  });

  it('count a rater once: the last rating of several', () => {
    const twice = changed(answersOf(30), 'depth', ({ judge, ratings }) => ({
      judge,
      ratings: [{ rater: 'rater 1', value: 7 }, ...ratings],
    }));
    expect(on('depth', twice)).toEqual(depthOfThirty);
  });

  it('come out the same for the same seed in whatever order the answers are given', () => {
    expect(on('depth', answersOf(30).reverse())).toEqual(depthOfThirty);
    expect(on('depth', answersOf(30), 2)).not.toEqual(depthOfThirty);
  });
});

describe('overall', () => {
  it('has no score of a judge that left out a criterion', () => {
    const unscored = changed(answersOf(20), 'safety', (one, place) => ({
      ...one,
      judge: place < 8 ? null : one.judge,
    }));
    const { criteria, overall } = agreement(unscored);
    expect(overall.judge.spearman).toEqual({ status: 'not-enough-votes', n: 12, least: 20 });
    expect(criteria.map(({ id, agreement }) => [id, agreement.judge.spearman.n])).toEqual([
      ['depth', 20],
      ['safety', 12],
    ]);
  });

  it('counts only raters who rated every criterion', () => {
    const partly = changed(answersOf(20), 'safety', ({ judge, ratings }, place) => ({
      judge,
      ratings: place < 5 ? ratings.map((rating) => ({ ...rating, rater: `another ${rating.rater}` })) : ratings,
    }));
    const { criteria, overall } = agreement(partly);
    expect(overall.raters.alpha).toEqual({ status: 'not-enough-votes', n: 15, least: 20 });
    expect(criteria.map(({ agreement }) => agreement.raters.alpha.n)).toEqual([20, 20]);
  });

  it('weighs the criteria', () => {
    // Safety's judge contradicts the people: the more it weighs, the worse.
    const contrary = changed(answersOf(20), 'safety', ({ judge, ratings }) => ({
      judge: judge === null ? null : 8 - judge,
      ratings,
    }));
    const overall = (safety: number): number => {
      const { overall } = agreementOf({
        answers: contrary,
        criteria: [
          { id: 'depth', weight: 1 },
          { id: 'safety', weight: safety },
        ],
        seed: 1,
      });
      return overall.judge.spearman.status === 'estimated' ? overall.judge.spearman.value : Number.NaN;
    };
    expect(overall(0.1)).toBeGreaterThan(0.6);
    expect(overall(10)).toBeLessThan(-0.6);
  });
});

describe('two answers of one ballot', () => {
  const pairsOf = (count: number): RatedAnswer[] =>
    answersOf(2 * count).map((answer, place) => ({
      ...answer,
      ballot: `ballot ${Math.floor(place / 2)}`,
      answer: place % 2 === 0 ? 'ensemble' : 'baseline',
    }));

  it('never count both: one is chosen by the seed, and the result says how many were set aside', () => {
    const both = agreement(pairsOf(20));
    expect(both.setAside).toEqual({ answers: 20, ballots: 20 });
    expect(both.overall.judge.spearman).toMatchObject({ status: 'estimated', n: 20 });
    expect(agreement(pairsOf(20).reverse())).toEqual(both);
    expect(thirty.setAside).toEqual({ answers: 0, ballots: 0 });
  });

  it('are chosen from evenly, the same one for every criterion', () => {
    // The judge scores baselines alone, and too few for a figure: n tells how often one was chosen.
    const chosen = (criterion: string, seed: number): number => {
      const baselines = changed(pairsOf(18), criterion, (one, place) =>
        place % 2 === 0 ? { ...one, judge: null } : one,
      ).map((answer) => ({ ...answer, ballot: `${seed} ${answer.ballot}` }));
      return on(criterion, baselines, seed).judge.spearman.n;
    };
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const counts = seeds.map((seed) => chosen('depth', seed));
    // Of 360 about 180, within four standard deviations.
    expect(Math.abs(counts.reduce((sum, count) => sum + count, 0) - 180)).toBeLessThan(38);
    expect(new Set(counts).size).toBeGreaterThan(1);
    expect(seeds.map((seed) => chosen('safety', seed))).toEqual(counts);
  });
});

describe('the calibration', () => {
  it('comes from fifty answers on', () => {
    expect(LEAST_ANSWERS_TO_CALIBRATE).toBe(50);
    expect(on('depth', answersOf(49)).calibration).toEqual({ status: 'not-enough-votes', n: 49, least: 50 });
  });

  it('brings a judge that is too mild onto the people’s scale, with both errors', () => {
    const mild = changed(answersOf(50), 'depth', ({ judge, ratings }) => ({
      judge: judge === null ? null : 4 + judge / 2,
      ratings,
    }));
    const { calibration } = on('depth', mild);
    if (calibration.status !== 'calibrated') throw new Error(calibration.status);
    expect(calibration.n).toBe(50);
    expect(calibration.error.raw).toBeGreaterThan(2);
    expect(calibration.error.mapped).toBeLessThan(0.9);
  });
});
