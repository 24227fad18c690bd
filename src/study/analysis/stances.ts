import { type StanceChange, stanceChanges } from '../../debate/stance-changes.ts';
import type { StudyData } from '../data/study-data.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { armsIn } from './arms-in.ts';
import { debatesOfArm, meanByScenario, shareThat } from './by-scenario.ts';
import type { Stances } from './findings/counts.ts';

/** Who says that it stands elsewhere than before, arm by arm. */
export function stancesOf({ head, debates }: StudyData): Stances[] {
  return armsIn(head.plan).map((arm) => {
    const own = debatesOfArm(debates, arm);
    const ways = own.flatMap(waysIn);
    const changes = own.flatMap(changesIn);
    const withEnds = ways.filter(({ stated }) => stated > 1);
    const count = (holds: (change: ToldChange) => boolean): number => changes.filter(holds).length;
    return {
      arm,
      members: ways.length,
      stated: ways.reduce((sum, { stated }) => sum + stated, 0),
      missing: own.reduce((sum, { stancesMissing }) => sum + stancesMissing, 0),
      moved: shareThat(withEnds, ({ drift }) => drift !== 0),
      distance: meanByScenario(withEnds, ({ drift }) => Math.abs(drift)),
      drift: meanByScenario(withEnds, ({ drift }) => drift),
      changes: changes.length,
      towards: {
        others: count(({ towards }) => towards === 'others'),
        awayFromOthers: count(({ towards }) => towards === 'away'),
        neither: count(({ towards }) => towards === 'neither'),
      },
      movedBy: {
        ownSide: count(({ by }) => by === 'own'),
        otherSide: count(({ by }) => by === 'other'),
        noSide: count(({ by }) => by === 'no side'),
        nobody: count(({ by }) => by === 'nobody'),
      },
    };
  });
}

/** Where one member of one debate came to. */
interface Way {
  readonly scenario: string;
  readonly stated: number;
  /** From its first statement to its last. */
  readonly drift: number;
}

/** Of the members that stated anything. */
function waysIn({ scenario, members, stances }: DebateRow): Way[] {
  return members.flatMap(({ seat }) => {
    const own = stances.filter((one) => one.seat === seat);
    const [first, last] = [own.at(0), own.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ scenario, stated: own.length, drift: last.stance - first.stance }];
  });
}

interface ToldChange {
  readonly towards: 'others' | 'away' | 'neither';
  readonly by: 'own' | 'other' | 'no side' | 'nobody';
}

function changesIn(row: DebateRow): ToldChange[] {
  const stated = row.stances.map(({ round, seat, ...said }) => ({ turn: { round, seat }, ...said }));
  return stanceChanges(stated).map((change) => ({ towards: directionOf(change, row), by: sideOfMover(change, row) }));
}

/** Nearer to or further from the mean of where the others stood, each by its latest statement before this one. */
function directionOf({ seat, round, from, to }: StanceChange, { stances }: DebateRow): ToldChange['towards'] {
  const place = stances.findIndex((one) => one.seat === seat && one.round === round);
  const latest = new Map(
    stances.slice(0, place).flatMap((one) => (one.seat === seat ? [] : [[one.seat, one.stance] as const])),
  );
  if (latest.size === 0) return 'neither';
  const middle = [...latest.values()].reduce((sum, stance) => sum + stance, 0) / latest.size;
  const nearer = Math.abs(from - middle) - Math.abs(to - middle);
  if (nearer === 0) return 'neither';
  return nearer > 0 ? 'others' : 'away';
}

/** By the sides that were given out, not by where anybody stands. */
function sideOfMover({ seat, movedBy }: StanceChange, { members }: DebateRow): ToldChange['by'] {
  if (movedBy === null) return 'nobody';
  const sideOf = (of: typeof seat): string | undefined => {
    const stance = members.find((member) => member.seat === of)?.stance;
    return stance === 'for' || stance === 'against' ? stance : undefined;
  };
  const [own, mover] = [sideOf(seat), sideOf(movedBy)];
  if (own === undefined || mover === undefined) return 'no side';
  return own === mover ? 'own' : 'other';
}
