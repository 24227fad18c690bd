import type { StanceStated } from './events.ts';
import type { Seat } from './plan.ts';

/** A member stood elsewhere after a turn than after its turn before. */
export interface StanceChange {
  readonly seat: Seat;
  readonly round: number;
  /** -3 (strongly against the motion) to 3. */
  readonly from: number;
  readonly to: number;
  /** Whose words moved it, as it says itself; null: nobody's. */
  readonly movedBy: Seat | null;
  readonly because: string;
}

/** Every change of a stance from one statement of a member to its next. @param stances in the order of the turns */
export function stanceChanges(
  stances: readonly Pick<StanceStated, 'turn' | 'stance' | 'movedBy' | 'because'>[],
): StanceChange[] {
  const last = new Map<Seat, number>();
  return stances.flatMap(({ turn: { seat, round }, stance, movedBy, because }) => {
    const from = last.get(seat);
    last.set(seat, stance);
    return from === undefined || from === stance ? [] : [{ seat, round, from, to: stance, movedBy, because }];
  });
}
