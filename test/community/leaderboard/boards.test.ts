import { describe, expect, it } from 'vitest';
import {
  type BoardBallot,
  everyTwo,
  type Meeting,
  meetingByScores,
  meetingsByVotes,
} from '../../../src/community/leaderboard/board-ballot.ts';
import { type Leaderboard, leaderboardOf, type Row } from '../../../src/community/leaderboard/boards.ts';
import { type Entry, keyOf } from '../../../src/community/leaderboard/entry.ts';
import { fitIslands } from '../../../src/community/leaderboard/standings.ts';
import { type Random, seededRandom } from '../../../src/core/random.ts';
import { chanceOf } from '../../../src/statistics/bradley-terry.ts';
import { coverageOf } from './world.ts';

const ensemble = (id: string, models = ['m'], chair = 'm'): Entry => ({
  kind: 'ensemble',
  id,
  owner: null,
  models,
  chair,
});
const model = (name: string, by: 'debate' | 'drafts' = 'debate'): Entry => ({ kind: 'model', model: name, by });
const none = { meetings: [], voters: 0, allBad: 0 };
const unjudged = { meetings: [], unscored: 0 };

interface Met {
  readonly one: Entry;
  readonly other: Entry;
  readonly count: number;
  /** By how much the one is stronger, to voters and to judges; null: nobody votes, none judges. */
  readonly votes: number | null;
  readonly judges: number | null;
  readonly random: Random;
}

const byKey = (one: Entry, other: Entry): number => (keyOf(one) < keyOf(other) ? -1 : 1);
const wonBy = (lead: number, random: Random): boolean => random.integer(1, 10_000) <= chanceOf(lead) * 10_000;

/** Ballots on which two met, with nine voters and one panel that the truth decides by chance. */
function ballots({ one, other, count, votes, judges, random }: Met): BoardBallot[] {
  const meeting = (wins: number, losses: number): Meeting => ({
    one: keyOf(one),
    other: keyOf(other),
    wins,
    losses,
    ties: 0,
  });
  return Array.from({ length: count }, (_, number) => {
    const wins = Array.from({ length: 9 }, () => wonBy(votes ?? 0, random)).filter(Boolean).length;
    const better = wonBy(judges ?? 0, random) ? 1 : 0;
    return {
      ballot: `${keyOf(one)} ${number}`,
      entries: [one, other],
      leftOut: 0,
      votes: votes === null ? none : { meetings: [meeting(wins, 9 - wins)], voters: 9, allBad: 0 },
      judges: judges === null ? unjudged : { meetings: [meeting(better, 1 - better)], unscored: 0 },
      own: null,
    };
  });
}

const board = (some: readonly BoardBallot[], seed = 1): Promise<Leaderboard> =>
  leaderboardOf(some, seed, new AbortController().signal);
const nameOf = ({ entry }: Row): string => (entry.kind === 'model' ? entry.model : entry.id);
const rankOf = ({ votes }: Row): number | string => (votes.status === 'ranked' ? votes.rank : votes.status);

describe('a leaderboard', () => {
  it('ranks ensembles that met the same model, each signal by itself, and the models by them', async () => {
    const truth = { strong: [2, -1.5], middle: [0.2, 0], weak: [-1.5, 2.5] } as const;
    const random = seededRandom(5);
    const { ensembles, models } = await board(
      Object.entries(truth).flatMap(([id, [votes, judges]]) =>
        ballots({ one: ensemble(id), other: model('m'), count: 30, votes, judges, random }),
      ),
    );
    expect(ensembles.groups.map((group) => group.map((row) => [nameOf(row), rankOf(row), row.votes.ballots]))).toEqual([
      [
        ['strong', 1, 30],
        ['middle', 2, 30],
        ['weak', 3, 30],
      ],
    ]);
    const [strong, , weak] = ensembles.groups[0] ?? [];
    expect(weak?.judges).toMatchObject({ status: 'ranked', rank: 1, of: 3, ballots: 30 });
    expect(strong?.judges).toMatchObject({ status: 'ranked', rank: 3, of: 3 });
    expect(models.groups[0]).toHaveLength(1);
    expect(models.groups[0]?.[0]).toMatchObject({ entry: model('m'), votes: { rank: 1, of: 1, ballots: 90 } });
  });

  it('gives the same figures for the same seed, and for ballots in which the same two stand the other way round', async () => {
    const some = ballots({
      one: ensemble('e'),
      other: model('m'),
      count: 20,
      votes: 1,
      judges: 1,
      random: seededRandom(5),
    });
    const turned = some.map((ballot) => {
      const turn = ({ one, other, wins, losses, ties }: Meeting): Meeting => ({
        one: other,
        other: one,
        wins: losses,
        losses: wins,
        ties,
      });
      return { ...ballot, votes: { ...ballot.votes, meetings: ballot.votes.meetings.map(turn) } };
    });
    expect(await board(some)).toEqual(await board(some));
    expect(await board(some, 2)).not.toEqual(await board(some));
    // Sums in another order differ in their last digits.
    const rounded = (figures: Leaderboard): string =>
      JSON.stringify(figures, (_, value) => (typeof value === 'number' ? value.toFixed(9) : value));
    expect(rounded(await board(turned))).toBe(rounded(await board(some)));
  });

  it('gives one rank to those whose intervals overlap', async () => {
    const random = seededRandom(7);
    const met = (id: string, votes: number) =>
      ballots({ one: ensemble(id), other: model('m'), count: 20, votes, judges: null, random });
    const { ensembles } = await board([...met('one', 0.1), ...met('other', 0), ...met('last', -2)]);
    expect(ensembles.groups[0]?.map(rankOf)).toEqual([1, 1, 3]);
  });

  it('compares across two models those that a third ensemble connects, and keeps those apart whom nothing does', async () => {
    const random = seededRandom(8);
    const met = (id: string, other: string) =>
      ballots({ one: ensemble(id), other: model(other), count: 12, votes: 0.5, judges: 0.5, random });
    const alone = met('b', 'n');
    const apart = [...met('a', 'm'), ...met('a2', 'm'), ...alone];
    const groupsOf = (some: Leaderboard): string[][] =>
      some.ensembles.groups.map((group) => group.map(nameOf).toSorted());
    const one = await board(apart);
    expect(groupsOf(one)).toEqual([['a', 'a2'], ['b']]);
    expect(one.ensembles.groups[1]?.[0]?.votes).toMatchObject({ rank: 1, of: 1 });
    expect(one.models.groups).toHaveLength(2);
    // What others do says nothing of them.
    expect(one.ensembles.groups[1]).toEqual((await board(alone)).ensembles.groups[0]);
    const bridge = { one: ensemble('c'), count: 12, votes: 0, judges: 0, random };
    const bridged = await board([
      ...apart,
      ...['m', 'n'].flatMap((name) => ballots({ ...bridge, other: model(name) })),
    ]);
    expect(groupsOf(bridged)).toEqual([['a', 'a2', 'b', 'c']]);
    expect(bridged.models.groups).toHaveLength(1);
  });

  it('lists apart whoever has too few votes, with what judges say of them', async () => {
    const random = seededRandom(9);
    const met = (id: string, count: number, votes: number | null) =>
      ballots({ one: ensemble(id), other: model('m'), count, votes, judges: 1, random });
    const { ensembles, counts } = await board([
      ...met('enough', 12, 1),
      ...met('few', 4, 1),
      ...met('judged', 12, null),
    ]);
    expect(ensembles.groups.flat().map(nameOf)).toEqual(['enough']);
    expect(ensembles.groups[0]?.[0]?.judges).toMatchObject({ status: 'ranked', of: 2 });
    expect(ensembles.tooFew.map((row) => [nameOf(row), row.votes, row.judges.status])).toEqual([
      ['judged', { status: 'too-few', ballots: 0, least: 5 }, 'ranked'],
      ['few', { status: 'too-few', ballots: 4, least: 5 }, 'too-few'],
    ]);
    expect(counts).toMatchObject({ ballots: 28, voted: 16, judged: 28, voters: 144 });
  });

  it('has no rank while there are fewer than ten ballots, nor where all only tied', async () => {
    const random = seededRandom(10);
    const few = await board(
      ballots({ one: ensemble('e'), other: model('m'), count: 9, votes: 1, judges: null, random }),
    );
    expect(few.ensembles.groups[0]?.[0]?.votes).toMatchObject({
      status: 'unranked',
      reason: /fewer than 10/,
      ballots: 9,
    });
    const tied = ballots({ one: ensemble('e'), other: model('m'), count: 12, votes: 0, judges: null, random }).map(
      (ballot) => ({
        ...ballot,
        votes: {
          ...ballot.votes,
          meetings: ballot.votes.meetings.map((meeting) => ({ ...meeting, wins: 0, losses: 0, ties: 9 })),
        },
      }),
    );
    const { ensembles } = await board(tied);
    expect(ensembles.groups[0]?.[0]?.votes).toEqual({
      status: 'unranked',
      chance: 0.5,
      reason: 'every resample gives the same value',
      ballots: 12,
    });
    expect(ensembles.pairs[0]?.votes).toEqual({ ballots: 12, wins: 0, losses: 0, ties: 108 });
  });

  it('of no ballot has nobody, and of one says how many there are', async () => {
    expect(await board([])).toEqual({
      counts: { ballots: 0, voted: 0, judged: 0, voters: 0, allBad: 0, unscored: 0, leftOut: 0, own: 0 },
      ensembles: { groups: [], tooFew: [], pairs: [] },
      models: { groups: [], tooFew: [], pairs: [] },
      personas: { groups: [], tooFew: [], pairs: [] },
    });
    const one = ballots({
      one: ensemble('e'),
      other: model('m'),
      count: 1,
      votes: 1,
      judges: 1,
      random: seededRandom(1),
    });
    const { ensembles } = await board(one);
    expect(ensembles.groups).toEqual([]);
    expect(ensembles.tooFew[0]?.votes).toEqual({ status: 'too-few', ballots: 1, least: 5 });
  });

  it('takes another model in a seat for another entry, and names what met what, the most frequent first', async () => {
    const random = seededRandom(11);
    const entries = [ensemble('e', ['m', 'n']), ensemble('e', ['n', 'm']), ensemble('e', ['m', 'n'], 'n')];
    const some = entries.flatMap((one, place) =>
      ballots({ one, other: model('m'), count: 5 + place, votes: 1, judges: 1, random }),
    );
    const { ensembles, models } = await board([
      ...some,
      ...ballots({ one: model('m'), other: model('m', 'drafts'), count: 3, votes: null, judges: 0, random }),
    ]);
    expect(ensembles.groups.flat()).toHaveLength(3);
    expect(
      ensembles.pairs.map(({ one, other, votes }) => [one, other, votes.ballots, votes.wins + votes.losses]),
    ).toEqual(entries.map((one, place) => [one, model('m'), 5 + place, 9 * (5 + place)]).reverse());
    expect(models.pairs).toHaveLength(4);
    expect(models.pairs[3]).toMatchObject({ one: model('m'), other: model('m', 'drafts'), judges: { ballots: 3 } });
  });
});

describe('votes on three answers', () => {
  it('are wins against both others, a tie is one of all, and of those not chosen nothing is said', () => {
    const answers = (a: number, b: number, c: number) =>
      everyTwo([
        { key: 'a', votes: a },
        { key: 'b', votes: b },
        { key: 'c', votes: c },
      ]);
    expect(meetingsByVotes(answers(3, 1, 0), 2)).toEqual([
      { one: 'a', other: 'b', wins: 3, losses: 1, ties: 2 },
      { one: 'a', other: 'c', wins: 3, losses: 0, ties: 2 },
      { one: 'b', other: 'c', wins: 1, losses: 0, ties: 2 },
    ]);
    expect(meetingsByVotes(answers(3, 0, 0), 0).map(({ one, other }) => one + other)).toEqual(['ab', 'ac']);
    expect(meetingsByVotes(answers(0, 0, 0), 0)).toEqual([]);
  });
});

describe('two answers that a judge has scored', () => {
  it.each([
    [4.26, 4.2, { wins: 1, losses: 0, ties: 0 }],
    [2, 6.5, { wins: 0, losses: 1, ties: 0 }],
    [4.16, 4.24, { wins: 0, losses: 0, ties: 1 }],
  ])('%d against %d', (one, other, points) => {
    expect(meetingByScores({ key: 'a', score: one }, { key: 'b', score: other })).toEqual({
      one: 'a',
      other: 'b',
      ...points,
    });
  });
});

describe('members’ own answers', () => {
  const persona = (id: string): Entry => ({ kind: 'persona', id, owner: null });
  const asMember = (name: string): Entry => ({ kind: 'model', model: name, by: 'member' });

  /** An ensemble's ballots on which two members' own answers stand: the first's persona and its model win, and judges see it the other way. */
  const own = (count: number, one: readonly [string, string], other: readonly [string, string], id = 'e') =>
    ballots({
      one: ensemble(id),
      other: model('m'),
      count,
      votes: 0,
      judges: 0,
      random: seededRandom(12),
    }).map((ballot, number): BoardBallot => {
      const met = (a: Entry, b: Entry, wins: number): Meeting => ({
        one: keyOf(a),
        other: keyOf(b),
        wins,
        losses: 4 - wins,
        ties: 1,
      });
      const between = (name: (who: readonly [string, string]) => Entry) => ({
        votes: [met(name(one), name(other), number % 4 === 0 ? 2 : 4)],
        judges: [met(name(one), name(other), number % 4 === 0 ? 2 : 0)],
      });
      const [personas, models] = [between(([who]) => persona(who)), between(([, on]) => asMember(on))];
      return {
        ...ballot,
        entries: [...ballot.entries, ...[one, other].flatMap(([who, on]) => [persona(who), asMember(on)])],
        own: {
          personas,
          models: { ...models, votes: [...models.votes, met(asMember(one[1]), model('m'), 3)] },
        },
      };
    });

  it('rank personas among themselves and models with the single ones, and say nothing of ensembles', async () => {
    const some = own(20, ['ines', 'a'], ['ravi', 'b']);
    const { ensembles, models, personas, counts } = await board(some);
    expect(personas.groups.map((group) => group.map((row) => [nameOf(row), rankOf(row), row.votes.ballots]))).toEqual([
      [
        ['ines', 1, 20],
        ['ravi', 2, 20],
      ],
    ]);
    expect(personas.groups[0]?.map(({ judges }) => judges.status === 'ranked' && judges.rank)).toEqual([2, 1]);
    expect(personas.pairs).toEqual([
      {
        one: persona('ines'),
        other: persona('ravi'),
        votes: { ballots: 20, wins: 70, losses: 10, ties: 20 },
        judges: { ballots: 20, wins: 10, losses: 70, ties: 20 },
      },
    ]);
    expect(models.groups[0]?.map(({ entry }) => entry)).toEqual([asMember('a'), model('m'), asMember('b')]);
    expect(models.pairs.map(({ one, other }) => [one, other])).toContainEqual(
      [model('m'), asMember('a')].toSorted(byKey),
    );
    expect(counts.own).toBe(20);
    const without = await board(some.map((ballot) => ({ ...ballot, own: null, entries: ballot.entries.slice(0, 2) })));
    expect(ensembles).toEqual(without.ensembles);
    expect(without.personas).toEqual({ groups: [], tooFew: [], pairs: [] });
  });

  it('keep personas apart that never met, directly or through others', async () => {
    const apart = [...own(12, ['ines', 'a'], ['ravi', 'b']), ...own(11, ['wen', 'a'], ['grace', 'b'], 'f')];
    const groupsOf = ({ personas }: Leaderboard): string[][] => personas.groups.map((group) => group.map(nameOf));
    expect(groupsOf(await board(apart))).toEqual([
      ['ines', 'ravi'],
      ['wen', 'grace'],
    ]);
    const bridged = await board([...apart, ...own(5, ['ravi', 'a'], ['wen', 'b'], 'g')]);
    expect(groupsOf(bridged)).toHaveLength(1);
    expect(bridged.personas.tooFew).toEqual([]);
    const few = await board(own(4, ['ines', 'a'], ['ravi', 'b']));
    expect(few.personas.tooFew.map(nameOf)).toEqual(['ines', 'ravi']);
  });
});

it('says the same of two whatever else their ballots hold that nothing connects with them', async () => {
  const met = (one: string, other: string, wins: number): Meeting => ({ one, other, wins, losses: 1, ties: 0 });
  const islandsIn = (some: readonly (readonly Meeting[])[]) => fitIslands(some, 1, new AbortController().signal);
  const ballotsOf = (more: (number: number) => Meeting[]) =>
    Array.from({ length: 12 }, (_, number) => [met('a', 'b', number % 5), ...more(number)]);
  const [alone] = await islandsIn(ballotsOf(() => []));
  const [one, other] = await islandsIn(ballotsOf((number) => [met('c', 'd', number % 3)]));
  expect(one).toEqual(alone);
  expect([...(other?.keys() ?? [])]).toEqual(['c', 'd']);
});

describe('an interval of a leaderboard', () => {
  // The seed decides, so a number that fails says that the method has changed, not that chance had its way.
  it.each(['votes', 'judges'] as const)(
    'holds the truth about as often as it says, of ten ballots a pair, by %s',
    async (by) => {
      expect(await coverageOf({ n: 10, sets: 10, by })).toBeGreaterThanOrEqual(0.9);
    },
  );
});
