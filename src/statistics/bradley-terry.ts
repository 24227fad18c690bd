import { Matrix, solve } from 'ml-matrix';

/** What came of two against each other, as often as they met. A tie is half a win for each. */
export interface Duel {
  readonly one: string;
  readonly other: string;
  /** How often the one won, and how often it lost. */
  readonly wins: number;
  readonly losses: number;
}

/**
 * By whom, the logarithm of its strength. Zero is average: over all who are connected, the mean chance against somebody of strength 0 is a half.
 */
export type Strengths = ReadonlyMap<string, number>;

/** Strengths that move by less than this in a step have been found. */
const FOUND = 1e-10;
const MOST_STEPS = 100;
/** In one step, so that it does not leap over the maximum where strengths lie far apart. */
const LONGEST_MOVE = 2;

/**
 * Bradley-Terry strengths (Bradley and Terry 1952, "Rank analysis of incomplete block designs") of all who met anybody, by Newton's method. Each
 * of them also ties once with one of strength 0: without that prior one that never lost would be infinitely strong. Only those whom duels connect
 * can be compared (islandsOf).
 * @param from where to begin, for example the strengths of a like set of duels: these are found sooner
 */
export function bradleyTerry(duels: readonly Duel[], from: Strengths = new Map()): Strengths {
  const met = meetingsOf(duels);
  const ids = [...met.keys()];
  let strengths = ids.map((id) => from.get(id) ?? 0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const moves = movesFrom(strengths, ids, met);
    strengths = strengths.map((strength, place) => strength + (moves[place] ?? 0));
    if (moves.every((move) => Math.abs(move) < FOUND)) break;
  }
  return new Map(ids.map((id, place) => [id, strengths[place] ?? 0]));
}

/** The chance of one to win against another that is weaker by `lead`, a difference of strengths. @returns 0 to 1 */
export function chanceOf(lead: number): number {
  return 1 / (1 + Math.exp(-lead));
}

/** Those whom duels connect, directly or through others; the largest island first. */
export function islandsOf(duels: readonly Duel[]): string[][] {
  const met = meetingsOf(duels);
  const seen = new Set<string>();
  const islands = [...met.keys()].flatMap((id) => {
    if (seen.has(id)) return [];
    const island: string[] = [];
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      island.push(next);
      waiting.push(...(met.get(next)?.others.keys() ?? []));
    }
    return [island];
  });
  return islands.sort((one, other) => other.length - one.length);
}

interface Meetings {
  wins: number;
  /** How often it met each of the others. */
  readonly others: Map<string, number>;
}

function meetingsOf(duels: readonly Duel[]): ReadonlyMap<string, Meetings> {
  const met = new Map<string, Meetings>();
  const add = (id: string, other: string, wins: number, times: number): void => {
    const meetings = met.get(id) ?? { wins: 0, others: new Map<string, number>() };
    meetings.wins += wins;
    meetings.others.set(other, (meetings.others.get(other) ?? 0) + times);
    met.set(id, meetings);
  };
  for (const { one, other, wins, losses } of duels) {
    if (one === other || wins + losses === 0) continue;
    add(one, other, wins, wins + losses);
    add(other, one, losses, wins + losses);
  }
  return met;
}

/** A step of Newton's method on the logarithm of the posterior, which has one maximum. */
function movesFrom(
  strengths: readonly number[],
  ids: readonly string[],
  met: ReadonlyMap<string, Meetings>,
): readonly number[] {
  if (ids.length === 0) return [];
  const places = new Map(ids.map((id, place) => [id, place]));
  const slope = Matrix.zeros(ids.length, 1);
  const bend = Matrix.zeros(ids.length, ids.length);
  for (const [place, { wins, others }] of [...met.values()].entries()) {
    const own = strengths[place] ?? 0;
    const tie = chanceOf(own);
    let gained = wins + 0.5 - tie;
    let bent = tie * (1 - tie);
    for (const [other, times] of others) {
      const at = places.get(other) ?? 0;
      const chance = chanceOf(own - (strengths[at] ?? 0));
      const weight = times * chance * (1 - chance);
      gained -= times * chance;
      bent += weight;
      bend.set(place, at, -weight);
    }
    slope.set(place, 0, gained);
    bend.set(place, place, bent);
  }
  const moves = solve(bend, slope).to1DArray();
  const longest = Math.max(...moves.map(Math.abs));
  return longest > LONGEST_MOVE ? moves.map((move) => (move * LONGEST_MOVE) / longest) : moves;
}
