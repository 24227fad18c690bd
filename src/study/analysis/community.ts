import { LEAST_VOTES } from '../../community/tally.ts';
import { counted } from '../../core/counted.ts';
import type { Arm } from '../../debate/plan.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type SampleVotes, type TrialCounts, type VoteCount, votesFor } from '../data/sample-votes.ts';
import type { StudyData } from '../data/study-data.ts';
import { contrastsIn } from './arms-in.ts';
import { shareByScenario } from './by-scenario.ts';
import type { Arms } from './findings/figure.ts';
import type { BesidePanel, Community, PeopleRow, Sample } from './findings/people.ts';
import { type DebatePair, pairsOfArms } from './paired-debates.ts';
import { concludePreference } from './preference-conclusion.ts';
import type { Reading } from './reading.ts';
import { countOutcomes, type Outcome, panelOutcome } from './verdict-counts.ts';
import { verdictsOf } from './verdicts.ts';
import { PANEL } from './words.ts';

/** A pair that people voted on, with what the panel says of it. */
interface VotedPair extends DebatePair {
  readonly vote: TrialCounts;
  readonly outcome: Outcome;
}

/** Whose answers people prefer, beside what the panel says of the same pairs. */
export function communityOf(reading: Reading): Community {
  const { data, head } = reading;
  const voted = contrastsIn(head.plan).flatMap((arms) => {
    const pairs = votedPairs(reading, arms);
    return pairs.length === 0 ? [] : [{ arms, pairs }];
  });
  return {
    rows: voted.flatMap(({ arms, pairs }) => [
      votesRow('people', arms, pairs),
      votesRow('people-unfiltered', arms, pairs),
      panelRow(arms, pairs),
    ]),
    agreement: voted.map(({ arms, pairs }) => besidePanel(arms, pairs)),
    sample: data.vote === undefined ? null : sampleOf(data.vote),
    missing: voted.length > 0 ? '' : whyNone(data),
  };
}

/** Those whose ballot has closed, had both answers on it, and at least one person chose. */
function votedPairs(reading: Reading, arms: Arms): readonly VotedPair[] {
  const { debates, vote } = reading.data;
  const votes = new Map((vote?.closed ?? []).map((one) => [one.trial, one]));
  const outcomes = new Map(verdictsOf(reading, arms).map((one) => [one.trial, panelOutcome(one)]));
  return pairsOfArms(debates, arms).flatMap((pair) => {
    const own = votes.get(pair.trial);
    if (own === undefined || own.people.voters === 0) return [];
    const isOn = (arm: Arm): boolean => votesFor(own.people, arm) !== undefined;
    if (!isOn(arms.one) || !isOn(arms.other)) return [];
    return [{ ...pair, vote: own, outcome: outcomes.get(pair.trial) ?? 'unscored' }];
  });
}

/** Of a pair's votes, those between two arms. A tie says of all answers on the ballot that they are equally good, so of these two as well. */
function votesBetween(count: VoteCount, arms: Arms) {
  const [one, other] = [votesFor(count, arms.one) ?? 0, votesFor(count, arms.other) ?? 0];
  return { one, other, ties: count.ties, total: one + other + count.ties };
}

type VotesRow = Exclude<PeopleRow, { readonly by: 'panel' }>;

function votesRow(by: VotesRow['by'], arms: Arms, pairs: readonly VotedPair[]): VotesRow {
  const votes = pairs.map(({ scenario, vote }) => {
    const count = by === 'people' ? vote.filtered : vote.people;
    return { scenario, voters: count.voters, allBad: count.allBad, ...votesBetween(count, arms) };
  });
  const sum = (of: 'one' | 'other' | 'ties' | 'allBad' | 'voters'): number =>
    votes.reduce((all, pair) => all + pair[of], 0);
  const { share } = shareByScenario(votes, ({ one, ties, total }) => ({ count: one + ties / 2, total }));
  const counts = { one: sum('one'), other: sum('other'), ties: sum('ties'), share: withReason(share) };
  return {
    by,
    arms,
    ...counts,
    pairs: votes.filter(({ total }) => total > 0).length,
    allBad: sum('allBad'),
    votes: sum('voters'),
    conclusion: concludePreference({ arms, ...counts }, 'people'),
  };
}

function withReason(share: Estimate): Estimate {
  return share.status === 'undefined' ? { ...share, reason: 'no vote that counts is for either answer' } : share;
}

function panelRow(arms: Arms, pairs: readonly VotedPair[]): PeopleRow {
  const { flipped: _, ...counts } = countOutcomes(pairs);
  return {
    by: PANEL,
    arms,
    ...counts,
    pairs: pairs.length - counts.unscored,
    conclusion: concludePreference({ arms, ...counts }, 'judges'),
  };
}

type Standing = Exclude<keyof BesidePanel, 'arms' | 'pairs'>;

function besidePanel(arms: Arms, pairs: readonly VotedPair[]): BesidePanel {
  const standings = pairs.map((pair) => standingOf(arms, pair));
  const count = (which: Standing): number => standings.filter((one) => one === which).length;
  return {
    arms,
    pairs: pairs.length,
    same: count('same'),
    different: count('different'),
    noPreference: count('noPreference'),
    tooFewVotes: count('tooFewVotes'),
    noVerdict: count('noVerdict'),
  };
}

function standingOf(arms: Arms, { vote, outcome }: VotedPair): Standing {
  const { one, other } = votesBetween(vote.filtered, arms);
  if (one + other < LEAST_VOTES) return 'tooFewVotes';
  if (outcome === 'unscored') return 'noVerdict';
  if (one === other || outcome === 'tie' || outcome === 'flipped') return 'noPreference';
  return one > other === (outcome === 'one') ? 'same' : 'different';
}

function sampleOf({ closed, ...numbers }: SampleVotes): Sample {
  return { ...numbers, closed: closed.length };
}

function whyNone({ head: { plan }, vote }: StudyData): string {
  if ('kind' in plan || plan.community === undefined) return 'The plan does not ask people.';
  if (vote === undefined) return 'The plan asks people, who vote on Discord: this was run without.';
  const { closed, open, toCome, sampled } = vote;
  if (closed.some(({ people }) => people.voters > 0))
    return 'People voted, but both of the answers that are compared stood on no ballot.';
  if (closed.length > 0)
    return `Nobody voted: of ${counted(sampled, 'trial')} in the sample ${counted(closed.length, 'ballot')} ${closed.length === 1 ? 'has' : 'have'} closed without a vote.`;
  return open + toCome > 0
    ? `No ballot has closed yet, of ${counted(sampled, 'trial')} in the sample.`
    : `No ballot was held to its end, of ${counted(sampled, 'trial')} in the sample, and none is to come.`;
}
