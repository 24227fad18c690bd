import type { DebateRow } from '../data/study-rows.ts';

type Attempt = DebateRow['attempts'][number];

/** What came of the turns of one debate, the chair's answer among them. */
export interface TurnsOf {
  readonly asked: number;
  readonly validAtFirst: number;
  readonly validAfterRetries: number;
  readonly silent: number;
  readonly notReached: number;
}

export function turnsOf({ turnsAsked, attempts, silent }: DebateRow): TurnsOf {
  const valid = validIn(attempts);
  const validAtFirst = valid.filter(({ attempt }) => attempt === 1).length;
  return {
    asked: turnsAsked,
    validAtFirst,
    validAfterRetries: valid.length - validAtFirst,
    silent: silent.length,
    notReached: Math.max(0, turnsAsked - valid.length - silent.length),
  };
}

/** The attempts that became turns: one a turn. */
export function validIn(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.filter(({ rejected }) => rejected === null);
}
