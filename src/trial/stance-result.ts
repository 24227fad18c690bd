import type { RecordedDebateEvent, StanceStated } from '../debate/events.ts';
import type { Seat } from '../debate/plan.ts';
import { stanceChanges } from '../debate/stance-changes.ts';
import { viewDebate } from '../debate/view.ts';

/** A stance (-3 to 3) and how sure its holder is (0 to 1). */
export type Stance = Pick<StanceStated, 'stance' | 'confidence'>;

/** One change of a member's mind, as the member tells it. */
export interface MindChange {
  readonly round: number;
  readonly from: number;
  readonly to: number;
  /** The name of whose words moved it; null: nobody's. */
  readonly movedBy: string | null;
  readonly because: string;
}

/** Where one member stood. */
export interface MemberStances {
  readonly seat: Seat;
  readonly name: string;
  /** After its first turn and after its last; null where none could be had. */
  readonly first: Stance | null;
  readonly last: Stance | null;
  readonly changes: readonly MindChange[];
  /** How often it was stated. */
  readonly stated: number;
}

/** Where the members of one debate stood, stated by themselves after their turns. Nobody has checked it. */
export interface ArmStances {
  readonly members: readonly MemberStances[];
  /** Turns after which it was stated. */
  readonly stated: number;
  /** Turns after which it could not be had. */
  readonly missing: number;
}

/** Who changed whose mind in a debate. */
export function stancesOf(events: readonly RecordedDebateEvent[]): ArmStances {
  const { plan, people, stances, stancesMissing } = viewDebate(events);
  const members = plan?.members ?? [];
  const names = new Map<Seat, string>([...members, ...people].map(({ seat, name }) => [seat, name]));
  const changes = stanceChanges(stances);
  return {
    members: members.map(({ seat, name }) => {
      const own = stances.filter(({ turn }) => turn.seat === seat);
      return {
        seat,
        name,
        first: stanceIn(own.at(0)),
        last: stanceIn(own.at(-1)),
        stated: own.length,
        changes: changes
          .filter((change) => change.seat === seat)
          .map(({ round, from, to, movedBy, because }) => ({
            round,
            from,
            to,
            movedBy: movedBy === null ? null : (names.get(movedBy) ?? null),
            because,
          })),
      };
    }),
    stated: stances.length,
    missing: stancesMissing,
  };
}

/** Names of the people who said something at the table. */
export function peopleHeard(events: readonly RecordedDebateEvent[]): string[] {
  const { turns } = viewDebate(events);
  return [...new Set(turns.flatMap(({ speaker }) => (speaker.model === null ? [speaker.name] : [])))];
}

function stanceIn(stated: StanceStated | undefined): Stance | null {
  return stated === undefined ? null : { stance: stated.stance, confidence: stated.confidence };
}
