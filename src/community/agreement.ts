import { deriveSeed, type Random, seededRandom } from '../core/random.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { type Calibration, calibrate, type UnitSample } from '../statistics/calibrate.ts';
import type { Estimate, Point } from '../statistics/estimate.ts';
import { weightedKappa } from '../statistics/kappa.ts';
import { kendall } from '../statistics/kendall.ts';
import { krippendorff } from '../statistics/krippendorff.ts';
import type { Pair } from '../statistics/pair.ts';
import { spearman } from '../statistics/spearman.ts';
import { overallByRater, overallMean, type RaterValue, type WeighedCriterion, withoutRounding } from './raters.ts';

/** The levels of a rubric's criterion, which judge and people use alike. */
const LEVELS = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * An answer with fewer raters says what they are like, not what it is like. Where two raters correlate by 0.3, the
 * mean of three correlates by 0.56 with that of three others (Spearman-Brown).
 */
export const LEAST_RATERS = 3;

/** With twenty the interval of a correlation of 0.5 reaches from about 0.1 to 0.8: with fewer it says next to nothing. */
export const LEAST_ANSWERS = 20;

/** With fewer answers a map mostly learns which answers these were: each fold's map then rests on fewer than 45. */
export const LEAST_ANSWERS_TO_CALIBRATE = 50;

/** What both sides said of an answer on one criterion. */
export interface RatedCriterion {
  /** The judge's (or its panel's) score, 1 to 7; null where it is unscored. */
  readonly judge: number | null;
  readonly ratings: readonly RaterValue[];
}

/** An answer on a closed ballot. */
export interface RatedAnswer {
  readonly ballot: string;
  /** Which of its ballot's answers: its author's key. */
  readonly answer: string;
  /** By the criterion's id. A criterion that is not there was neither scored nor rated. */
  readonly criteria: Readonly<Record<string, RatedCriterion>>;
}

/** `n` answers would count, and `least` are needed for a figure. */
export interface NotEnoughVotes {
  readonly status: 'not-enough-votes';
  readonly n: number;
  readonly least: number;
}

/** How well judge and community agree on one criterion, or overall. Each figure's n is a number of answers. */
export interface CriterionAgreement {
  /** The judge's score against the mean rating of the answer, over answers that are scored and have at least LEAST_RATERS. */
  readonly judge: {
    readonly spearman: Estimate | NotEnoughVotes;
    readonly kendall: Estimate | NotEnoughVotes;
    /** Quadratic weights, both sides rounded to the nearest level. */
    readonly kappa: Estimate | NotEnoughVotes;
    /** Ordinal, both sides rounded to the nearest level. */
    readonly alpha: Estimate | NotEnoughVotes;
  };
  /** The raters among themselves, over all answers that have at least LEAST_RATERS, scored or not. */
  readonly raters: {
    /** Ordinal. Where it is low, there is little that a judge could agree with. */
    readonly alpha: Estimate | NotEnoughVotes;
    /** Raters an answer; null where there is no answer. */
    readonly mean: number | null;
  };
  /** From the judge's scale to the community's, with its error beside the raw score's; shown beside that score, never instead of it. */
  readonly calibration: Calibration | NotEnoughVotes;
}

export interface Agreement {
  readonly criteria: readonly { readonly id: string; readonly agreement: CriterionAgreement }[];
  /** Of weighted means over all criteria: of the judge where it scored all of them, and of those raters who rated all of them. */
  readonly overall: CriterionAgreement;
  /** Two answers of one ballot were rated by the same people in one sitting: one was chosen by the seed, before anything else was looked at. */
  readonly setAside: { readonly answers: number; readonly ballots: number };
}

/**
 * How well a judge agrees with people who rated the same answers, over many closed ballots: a single ballot says nothing of it.
 * @param answers in any order; what comes out does not depend on it
 * @param seed chooses among answers of one ballot, draws the intervals, deals the folds
 */
export function agreementOf(options: {
  answers: readonly RatedAnswer[];
  criteria: readonly WeighedCriterion[];
  seed: number;
}): Agreement {
  const { answers, criteria, seed } = options;
  const ballots = byBallot(answers);
  const chosen = ballots.map((some) => chooseOne(some, seed));
  const agreement = (label: string, ratedIn: (answer: RatedAnswer) => RatedCriterion): CriterionAgreement =>
    compare(
      chosen.map((answer) => sumUp(answer.ballot, ratedIn(answer))),
      (figure) => seededRandom(deriveSeed(seed, 'agreement', label, figure)),
    );
  return {
    criteria: criteria.map(({ id }) => ({
      id,
      agreement: agreement(`criterion ${id}`, (answer) => ratedOn(answer, id)),
    })),
    overall: agreement('overall', (answer) => overallOf(answer, criteria)),
    setAside: {
      answers: answers.length - chosen.length,
      ballots: ballots.filter((some) => some.length > 1).length,
    },
  };
}

/** The calibration of the overall score alone, by the same answers as `agreementOf` takes. */
export function calibrateOverall({
  answers,
  criteria,
  seed,
}: Parameters<typeof agreementOf>[0]): Calibration | NotEnoughVotes {
  const chosen = byBallot(answers).map((some) => chooseOne(some, seed));
  const samples = samplesOf(ratedEnough(chosen.map((answer) => sumUp(answer.ballot, overallOf(answer, criteria)))));
  return calibrateIfEnough(samples, seededRandom(deriveSeed(seed, 'agreement', 'overall', 'calibration')));
}

/** In the order of the ballots' ids, the answers of each in the order of theirs. */
function byBallot(answers: readonly RatedAnswer[]): readonly (readonly RatedAnswer[])[] {
  const ballots = new Map<string, RatedAnswer[]>();
  for (const answer of answers) ballots.set(answer.ballot, [...(ballots.get(answer.ballot) ?? []), answer]);
  return [...ballots]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, some]) => some.sort((a, b) => compareText(a.answer, b.answer)));
}

/** By code units, so that it is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function chooseOne(answers: readonly RatedAnswer[], seed: number): RatedAnswer {
  const random = seededRandom(deriveSeed(seed, 'agreement', 'answer of', answers[0]?.ballot ?? ''));
  // A ballot is here for its answers, so there is at least one.
  return answers[random.integer(0, answers.length - 1)] as RatedAnswer;
}

function ratedOn(answer: RatedAnswer, criterion: string): RatedCriterion {
  const { judge, ratings } = answer.criteria[criterion] ?? { judge: null, ratings: [] };
  const last = new Map(ratings.map((rating) => [rating.rater, rating]));
  return { judge, ratings: [...last.values()] };
}

/** The overall score as one criterion more. */
function overallOf(answer: RatedAnswer, criteria: readonly WeighedCriterion[]): RatedCriterion {
  return {
    judge: overallMean(criteria.map(({ id, weight }) => ({ value: ratedOn(answer, id).judge, weight }))),
    ratings: overallByRater(criteria, (id) => ratedOn(answer, id).ratings),
  };
}

/** An answer on one criterion, as the figures need it. */
interface SummedUp {
  readonly ballot: string;
  readonly judge: number | null;
  readonly ratings: readonly number[];
}

function sumUp(ballot: string, { judge, ratings }: RatedCriterion): SummedUp {
  return { ballot, judge, ratings: ratings.map(({ value }) => value) };
}

function compare(all: readonly SummedUp[], randomFor: (figure: string) => Random): CriterionAgreement {
  const rated = ratedEnough(all);
  const samples = samplesOf(rated);
  const pairs = samples.map(({ raw, target }): Pair => [raw, target]);
  const levels = pairs.map(([judge, people]): Pair => [levelOf(judge), levelOf(people)]);
  const estimate = <Unit>(
    figure: string,
    units: readonly Unit[],
    statistic: (units: readonly Unit[]) => Point,
  ): Estimate | NotEnoughVotes =>
    ifEnough(units, LEAST_ANSWERS, () => bootstrap({ units, statistic, random: randomFor(figure) }));
  return {
    judge: {
      spearman: estimate('spearman', pairs, spearman),
      kendall: estimate('kendall', pairs, kendall),
      kappa: estimate('kappa', levels, (some) => weightedKappa(some, { categories: LEVELS, weights: 'quadratic' })),
      alpha: estimate('alpha', levels, krippendorff),
    },
    raters: {
      alpha: estimate(
        'raters',
        rated.map(({ ratings }) => ratings.map(levelOf)),
        krippendorff,
      ),
      mean: rated.length === 0 ? null : mean(rated.map(({ ratings }) => ratings.length)),
    },
    calibration: calibrateIfEnough(samples, randomFor('calibration')),
  };
}

function ratedEnough(all: readonly SummedUp[]): SummedUp[] {
  return all.filter(({ ratings }) => ratings.length >= LEAST_RATERS);
}

/** Those that the judge scored. */
function samplesOf(rated: readonly SummedUp[]): UnitSample[] {
  return rated.flatMap(({ ballot, judge, ratings }) =>
    judge === null ? [] : [{ unit: ballot, raw: judge, target: mean(ratings) }],
  );
}

function calibrateIfEnough(samples: readonly UnitSample[], random: Random): Calibration | NotEnoughVotes {
  return ifEnough(samples, LEAST_ANSWERS_TO_CALIBRATE, () => calibrate(samples, random));
}

function ifEnough<Figure>(units: readonly unknown[], least: number, figure: () => Figure): Figure | NotEnoughVotes {
  return units.length >= least ? figure() : { status: 'not-enough-votes', n: units.length, least };
}

/** The nearest level; the upper one of two as near. */
function levelOf(value: number): number {
  return Math.round(value);
}

function mean(values: readonly number[]): number {
  return withoutRounding(values.reduce((sum, value) => sum + value, 0) / values.length);
}
