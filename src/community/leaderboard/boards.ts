import { deriveSeed } from '../../core/random.ts';
import type { BoardBallot, Meeting, Signals } from './board-ballot.ts';
import { type Entry, keyOf } from './entry.ts';
import { fitIslands, type Island, type Standing, standingOf } from './standings.ts';

/** An entry by both signals, side by side and never merged. */
export interface Row {
  readonly entry: Entry;
  readonly votes: Standing;
  readonly judges: Standing;
}

/** What two entries came to by one signal, over all ballots. */
export interface Sum {
  readonly ballots: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/** Two entries that met. */
export interface Pair {
  readonly one: Entry;
  readonly other: Entry;
  readonly votes: Sum;
  readonly judges: Sum;
}

export interface Board {
  /** Those that votes connect, directly or through others, the strongest first: between two groups nothing can be compared. */
  readonly groups: readonly (readonly Row[])[];
  /** Those with too few votes. By judges they may stand all the same. */
  readonly tooFew: readonly Row[];
  /** All that feeds it: those of which one stands on it. */
  readonly pairs: readonly Pair[];
}

/** What it rests on. */
export interface Counts {
  /** Closed ones. */
  readonly ballots: number;
  /** Of these, those with votes that compare answers, and those whose answers judges compared. */
  readonly voted: number;
  readonly judged: number;
  /** People, once for each ballot on which they voted, and those of them who found all answers bad. */
  readonly voters: number;
  readonly allBad: number;
  readonly unscored: number;
  /** Answers. */
  readonly leftOut: number;
  /** Of the ballots, those on which members' own answers stood: only these feed the board of personas. */
  readonly own: number;
}

export interface Leaderboard {
  readonly counts: Counts;
  readonly ensembles: Board;
  readonly models: Board;
  readonly personas: Board;
}

/**
 * Ranks ensembles, models and personas by what closed ballots say of their answers, from votes and from judges, by one fit a board and signal. In that of
 * the ensembles, they are connected through the models that they were measured against. In that of the models, these are connected through the
 * ensembles, and by the members' own answers. In that of the personas, by these answers alone.
 * @param seed draws the intervals
 * @throws AbortError
 */
export async function leaderboardOf(
  ballots: readonly BoardBallot[],
  seed: number,
  signal: AbortSignal,
): Promise<Leaderboard> {
  const entries = new Map(ballots.flatMap((ballot) => ballot.entries).map((entry) => [keyOf(entry), entry]));
  const arms = ballots.map(({ votes, judges }): Signals => ({ votes: votes.meetings, judges: judges.meetings }));
  const models = ballots.map(({ own }, place) => bothOf(arms[place] ?? NO_SIGNALS, own?.models ?? NO_SIGNALS));
  const personas = ballots.map(({ own }) => own?.personas ?? NO_SIGNALS);
  const sum = (count: (ballot: BoardBallot) => number): number =>
    ballots.reduce((total, ballot) => total + count(ballot), 0);
  const met = (signal: keyof Signals): number =>
    ballots.filter((_, place) => [models, personas].some((met) => (met[place]?.[signal].length ?? 0) > 0)).length;
  const own = ballots.filter((ballot) => ballot.own !== null).length;
  const fitted = (fedBy: readonly Signals[]): Promise<Fitted> => fitAll(fedBy, seed, signal);
  const byArms = await fitted(arms);
  // Without members' own answers it would be the same once more.
  const byModels = own === 0 ? byArms : await fitted(models);
  return {
    counts: {
      ballots: ballots.length,
      voted: met('votes'),
      judged: met('judges'),
      voters: sum(({ votes }) => votes.voters),
      allBad: sum(({ votes }) => votes.allBad),
      unscored: sum(({ judges }) => judges.unscored),
      leftOut: sum(({ leftOut }) => leftOut),
      own,
    },
    ensembles: boardOf('ensemble', entries, byArms),
    models: boardOf('model', entries, byModels),
    personas: boardOf('persona', entries, await fitted(personas)),
  };
}

const NO_SIGNALS: Signals = { votes: [], judges: [] };

function bothOf(one: Signals, other: Signals): Signals {
  return { votes: [...one.votes, ...other.votes], judges: [...one.judges, ...other.judges] };
}

/** What came of each ballot, and whom that makes how strong. */
interface Fitted {
  readonly fedBy: readonly Signals[];
  readonly islands: Readonly<Record<keyof Signals, readonly Island[]>>;
}

/** @throws AbortError */
async function fitAll(fedBy: readonly Signals[], seed: number, signal: AbortSignal): Promise<Fitted> {
  const by = (which: keyof Signals): Promise<readonly Island[]> =>
    fitIslands(
      fedBy.map((signals) => signals[which]),
      deriveSeed(seed, which),
      signal,
    );
  return { fedBy, islands: { votes: await by('votes'), judges: await by('judges') } };
}

function boardOf(kind: Entry['kind'], entries: ReadonlyMap<string, Entry>, { fedBy, islands }: Fitted): Board {
  const shown = new Map([...entries].filter(([, entry]) => entry.kind === kind));
  const pairs = pairsOf(
    fedBy.map(({ votes }) => votes),
    fedBy.map(({ judges }) => judges),
    entries,
  );
  return {
    ...rowsOf(shown, islands),
    pairs: pairs.filter(({ one, other }) => [one.kind, other.kind].includes(kind)),
  };
}

function rowsOf(
  entries: ReadonlyMap<string, Entry>,
  islands: Readonly<Record<'votes' | 'judges', readonly Island[]>>,
): Pick<Board, 'groups' | 'tooFew'> {
  const shown = new Set(entries.keys());
  const rows = [...entries].map(([key, entry]) => ({
    key,
    row: {
      entry,
      votes: standingOf(key, islands.votes, shown),
      judges: standingOf(key, islands.judges, shown),
    } satisfies Row,
  }));
  const enough = rows.filter(({ row }) => row.votes.status !== 'too-few');
  const groups = islands.votes.map((island) =>
    enough
      .filter(({ key }) => island.has(key))
      .map(({ row }) => row)
      .sort((one, other) => chanceIn(other.votes) - chanceIn(one.votes)),
  );
  return {
    groups: groups.filter(({ length }) => length > 0).sort((one, other) => other.length - one.length),
    tooFew: rows
      .flatMap(({ row }) => (row.votes.status === 'too-few' ? [row] : []))
      .sort((one, other) => chanceIn(other.judges) - chanceIn(one.judges)),
  };
}

function chanceIn(standing: Standing): number {
  return standing.status === 'too-few' ? -1 : standing.chance;
}

type Meetings = readonly (readonly Meeting[])[];

/** Those that met oftenest first. */
function pairsOf(byVotes: Meetings, byJudges: Meetings, entries: ReadonlyMap<string, Entry>): Pair[] {
  const sums = { votes: sumsOf(byVotes), judges: sumsOf(byJudges) };
  const names = new Set([...sums.votes.keys(), ...sums.judges.keys()]);
  return [...names]
    .flatMap((name): Pair[] => {
      const votes = sums.votes.get(name);
      const judges = sums.judges.get(name);
      const met = votes ?? judges;
      const [one, other] = [entries.get(met?.one ?? ''), entries.get(met?.other ?? '')];
      return one === undefined || other === undefined
        ? []
        : [{ one, other, votes: votes?.sum ?? NOTHING, judges: judges?.sum ?? NOTHING }];
    })
    .sort((one, other) => metOn(other) - metOn(one));
}

const NOTHING: Sum = { ballots: 0, wins: 0, losses: 0, ties: 0 };

function metOn({ votes, judges }: Pair): number {
  return Math.max(votes.ballots, judges.ballots);
}

interface Summed {
  readonly one: string;
  readonly other: string;
  readonly sum: Sum;
}

/** By a name that is the same whichever of two stands first: theirs in order, so that ensembles come before models. */
function sumsOf(ballots: Meetings): ReadonlyMap<string, Summed> {
  const sums = new Map<string, Summed>();
  for (const ballot of ballots) {
    // Two members on one model meet the same opponent on one ballot.
    const met = new Set<string>();
    for (const { one, other, wins, losses, ties } of ballot.map(inOrder)) {
      const name = `${one} ${other}`;
      const { sum } = sums.get(name) ?? { sum: NOTHING };
      sums.set(name, {
        one,
        other,
        sum: {
          ballots: sum.ballots + (met.has(name) ? 0 : 1),
          wins: sum.wins + wins,
          losses: sum.losses + losses,
          ties: sum.ties + ties,
        },
      });
      met.add(name);
    }
  }
  return sums;
}

function inOrder(meeting: Meeting): Meeting {
  const { one, other, wins, losses, ties } = meeting;
  return one < other ? meeting : { one: other, other: one, wins: losses, losses: wins, ties };
}
