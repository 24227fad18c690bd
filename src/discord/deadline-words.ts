import type { Ballot } from '../community/ballot.ts';

/** From here on a time of day alone does not say which day is meant. */
const ALMOST_A_DAY = 20 * 3_600_000;

/** When a ballot closes: counted down, and at which time, both as each reader's own Discord shows them. */
export function deadlineWords({ opensAt, closesAt }: Pick<Ballot, 'opensAt' | 'closesAt'>): string {
  return `<t:${Math.floor(closesAt / 1000)}:R>, at ${timeWords(closesAt, opensAt)}`;
}

/** A time as each reader's own Discord shows it, with its day where that is not plain. @param since milliseconds since the epoch, like `time` */
export function timeWords(time: number, since: number): string {
  return `<t:${Math.floor(time / 1000)}:${time - since < ALMOST_A_DAY ? 'T' : 'F'}>`;
}
