import type { Ballot } from '../community/ballot.ts';

/** From here on a time of day alone does not say which day is meant. */
const ALMOST_A_DAY = 20 * 3_600_000;

/** When a ballot closes: counted down, and at which time, both as each reader's own Discord shows them. */
export function deadlineWords({ opensAt, closesAt }: Pick<Ballot, 'opensAt' | 'closesAt'>): string {
  const seconds = Math.floor(closesAt / 1000);
  return `<t:${seconds}:R>, at <t:${seconds}:${closesAt - opensAt < ALMOST_A_DAY ? 'T' : 'F'}>`;
}
