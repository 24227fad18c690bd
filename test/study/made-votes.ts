import type { Arm } from '../../src/debate/plan.ts';
import { preferenceOf } from '../../src/judge/preference.ts';
import type { SampleVotes, TrialCounts, VoteCount } from '../../src/study/data/sample-votes.ts';
import type { StudyData } from '../../src/study/data/study-data.ts';
import type { DebateRow, PairRow } from '../../src/study/data/study-rows.ts';

/** What people chose on one ballot: votes for each arm's answer, that answers are equally good, that all are bad. */
export type MadeVotes = Readonly<Partial<Record<Arm | 'ties' | 'allBad', number>>>;

interface MadeVote {
  /** Trials whose ballot has closed, spread over the scenarios. */
  readonly closed: number;
  /** By the place among those. */
  readonly votes: (place: number) => MadeVotes;
  /** Votes that the rules leave out, on each of them. */
  readonly leftOut?: MadeVotes;
  /** The next so many trials: they are in no table. */
  readonly open?: number;
  readonly toCome?: number;
  readonly withoutVote?: number;
}

type Trial = DebateRow['trial'];
const LETTERS = ['A', 'B', 'C'] as const;

/** The same study by a plan that asks people. @param pairs in the sample */
export function asking(data: StudyData, pairs = 20): StudyData {
  const { plan } = data.head;
  if ('kind' in plan) throw new Error('a plan of other debates asks nobody');
  const community = { pairs, perDay: 3, hours: 24 };
  return { ...data, head: { ...data.head, plan: { ...plan, community } } };
}

/** The same study with a vote on it. */
export function withVote(data: StudyData, made: MadeVote): StudyData {
  const { closed, votes, leftOut = {}, open = 0, toCome = 0, withoutVote = 0 } = made;
  const trials = spreadTrials(data);
  const withheld = trials.slice(closed, closed + open + toCome);
  const vote: SampleVotes = {
    sampled: closed + open + toCome + withoutVote,
    closed: trials.slice(0, closed).map((trial, place): TrialCounts => {
      const own = votes(place);
      const arms = data.head.plan.arms;
      return { trial, filtered: countOf(own, arms), people: countOf(sumOf(own, leftOut), arms) };
    }),
    open,
    toCome,
    withoutVote,
    notJudged: 0,
    withheld: withheld.length,
    withheldDebates: data.debates.filter(({ trial }) => withheld.includes(trial)).length,
  };
  const isIn = ({ trial }: { readonly trial: Trial }): boolean => !withheld.includes(trial);
  return {
    ...asking(data, vote.sampled),
    debates: data.debates.filter(isIn),
    scores: data.scores.filter(isIn),
    pairs: data.pairs.filter(isIn),
    vote,
  };
}

/** All trials: one of each scenario, then another of each. */
export function spreadTrials({ debates }: StudyData): readonly Trial[] {
  const ensembles = debates.filter(({ arm }) => arm === 'ensemble');
  const placed = ensembles.map(({ trial, scenario }, at) => ({
    trial,
    before: ensembles.slice(0, at).filter((row) => row.scenario === scenario).length,
  }));
  return placed.toSorted((one, other) => one.before - other.before).map(({ trial }) => trial);
}

function countOf(votes: MadeVotes, arms: readonly Arm[]): VoteCount {
  const { ties = 0, allBad = 0 } = votes;
  const answers = arms.map((arm, place) => ({ arm, letter: LETTERS[place] ?? 'A', votes: votes[arm] ?? 0 }));
  const voters = answers.reduce((sum, answer) => sum + answer.votes, ties + allBad);
  return { voters, answers, ties, allBad };
}

function sumOf(one: MadeVotes, other: MadeVotes): MadeVotes {
  const of = (what: keyof MadeVotes): number => (one[what] ?? 0) + (other[what] ?? 0);
  return {
    ensemble: of('ensemble'),
    baseline: of('baseline'),
    'self-consistency': of('self-consistency'),
    ties: of('ties'),
    allBad: of('allBad'),
  };
}

/** The probability that the ensemble's answer is better, where it stands first and where it stands second. */
const VERDICTS = {
  ensemble: [0.9, 0.9],
  other: [0.1, 0.1],
  neither: [0.9, 0.1],
} as const;

/** The same study with the panel's verdict on each trial's answers, unscored where there is none. */
export function withVerdicts(
  data: StudyData,
  verdictOn: (trial: Trial) => keyof typeof VERDICTS | undefined,
): StudyData {
  return { ...data, pairs: data.pairs.map((row) => pairWith(row, verdictOn(row.trial))) };
}

function pairWith({ judgement, ...row }: PairRow, verdict: keyof typeof VERDICTS | undefined): PairRow {
  const { outcome } = judgement;
  if (verdict === undefined) {
    const none = { status: 'unscored', reason: 'model-failed', detail: 'made up' } as const;
    return { ...row, judgement: { ...judgement, outcome: none } };
  }
  if (outcome.status !== 'compared') throw new Error('the made pair was compared');
  const [aFirst, bFirst] = VERDICTS[verdict];
  const { better, a, place } = preferenceOf(aFirst, bFirst);
  const [one, other] = outcome.orders;
  return {
    ...row,
    judgement: {
      ...judgement,
      outcome: {
        ...outcome,
        ...{ better, a, flipped: place !== null },
        orders: [
          { ...one, a: aFirst },
          { ...other, a: bFirst },
        ],
      },
    },
  };
}
