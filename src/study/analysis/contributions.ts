import { blindMembers } from '../../debate/transcript.ts';
import { shareOf } from '../../statistics/share.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { armsIn } from './arms-in.ts';
import { byScenario, debatesOfArm, type OfScenario } from './by-scenario.ts';
import { figureOf } from './figures.ts';
import type { Contributions, Wins } from './findings/wins.ts';
import type { Reading } from './reading.ts';

/** Whose contribution scored highest, by side and by seat, and whether who spoke last did; arm by arm. */
export function contributionsOf(reading: Reading): { arms: Contributions[]; missing: string } {
  const { plan } = reading.head;
  if (!plan.judged.includes('contribution'))
    return {
      arms: [],
      missing: 'The plan does not have each speaker’s contribution scored, so nobody can be said to have won a debate.',
    };
  const arms = armsIn(plan).flatMap((arm) => {
    // Drafts are written unseen and answer nobody: they are no contributions.
    if (arm === 'self-consistency') return [];
    const debates = debatesOfArm(reading.data.debates, arm);
    const tables = debates.flatMap((row) => tableOf(reading, row) ?? []);
    const unscored = debates.length - tables.length;
    return [{ arm, debates: tables.length, unscored, ...sidesOf(tables), seats: seatsOf(tables), ...lastOf(tables) }];
  });
  return { arms, missing: '' };
}

interface Seated {
  readonly stance: DebateRow['members'][number]['stance'];
  readonly score: number;
  readonly spokeLast: boolean;
  /** What of the win is its own: 1/k where k score highest, else 0. */
  readonly win: number;
}

/** The members of a debate in the order of their seats. */
interface Table extends OfScenario {
  readonly seats: readonly Seated[];
}

/** Undefined where a contribution has no score: who scored highest is then unknown. */
function tableOf(reading: Reading, row: DebateRow): Table | undefined {
  const scored = blindMembers(row).map(({ member, speaker }) => ({
    member,
    score: reading.summary(row.debate, { kind: 'contribution', speaker }).overall,
  }));
  const seats = scored.flatMap(({ member, score }) => (score === null ? [] : [{ member, score }]));
  if (seats.length < scored.length) return undefined;
  const highest = Math.max(...seats.map(({ score }) => score));
  const winners = seats.filter(({ score }) => score === highest).length;
  const last = row.turns.at(-1)?.seat;
  return {
    scenario: row.scenario,
    seats: seats.map(({ member: { seat, stance }, score }) => ({
      stance,
      score,
      spokeLast: seat === last,
      win: score === highest ? 1 / winners : 0,
    })),
  };
}

function sidesOf(tables: readonly Table[]): Pick<Contributions, 'sides'> {
  const met = tables.flatMap(({ scenario, seats }) => {
    const [one, other] = [meanOf(seats, 'for'), meanOf(seats, 'against')];
    return one === null || other === null ? [] : [{ scenario, lead: Math.sign(one - other) }];
  });
  const count = (lead: number): number => met.filter((one) => one.lead === lead).length;
  return {
    sides: {
      for: count(1),
      against: count(-1),
      ties: count(0),
      share: shareOfPoints(met, ({ lead }) => (lead + 1) / 2),
    },
  };
}

function meanOf(seats: readonly Seated[], side: 'for' | 'against'): number | null {
  const own = seats.filter(({ stance }) => stance === side);
  return own.length === 0 ? null : own.reduce((sum, { score }) => sum + score, 0) / own.length;
}

function seatsOf(tables: readonly Table[]): Contributions['seats'] {
  const most = Math.max(0, ...tables.map(({ seats }) => seats.length));
  return Array.from({ length: most }, (_, place) => {
    const own = tables.flatMap(({ scenario, seats }) => {
      const seat = seats[place];
      return seat === undefined ? [] : [{ scenario, win: seat.win, chance: 1 / seats.length }];
    });
    return { place: place + 1, ...winsOf(own) };
  });
}

function lastOf(tables: readonly Table[]): Pick<Contributions, 'lastSpeaker' | 'spokeLast'> {
  const own = tables.flatMap(({ scenario, seats }) => {
    const last = seats.find(({ spokeLast }) => spokeLast);
    return last === undefined ? [] : [{ scenario, win: last.win, stance: last.stance, chance: 1 / seats.length }];
  });
  const count = (side: 'for' | 'against'): number => own.filter(({ stance }) => stance === side).length;
  return {
    lastSpeaker: winsOf(own),
    spokeLast: { for: count('for'), against: count('against'), none: own.length - count('for') - count('against') },
  };
}

function winsOf(own: readonly (OfScenario & { readonly win: number; readonly chance: number })[]): Wins {
  return {
    wins: own.reduce((sum, { win }) => sum + win, 0),
    debates: own.length,
    share: shareOfPoints(own, ({ win }) => win),
    chance: figureOf(own.map(({ chance }) => chance)),
  };
}

/** A share over debates of which each gives 0 to 1. */
function shareOfPoints<One extends OfScenario>(all: readonly One[], pointsIn: (one: One) => number) {
  return shareOf(
    byScenario(all).map((some) => ({
      count: some.reduce((sum, one) => sum + pointsIn(one), 0),
      total: some.length,
    })),
  );
}
