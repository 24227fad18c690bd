import type { Worked } from '../scripted-fleet.ts';

/** More than this a study's harness may not take of the servers' time. */
export const MOST_OVERHEAD = 0.03;

type OwnTime = Pick<Worked, 'start' | 'own'>;

/**
 * What came on top of a server's own time, where it is asked one thing at a time: the time from the first call's beginning to the end, less the sum
 * of the calls' own times, as a share of that sum. 0 and up.
 * @param end when all was done, in milliseconds since the epoch
 */
export function onTop(calls: readonly OwnTime[], end: number): number {
  const own = calls.reduce((sum, call) => sum + call.own, 0);
  return (end - startOf(calls) - own) / own;
}

/**
 * The share of a fleet's capacity that was not worked in, from the first call's beginning on: 0 to 1. What calls that began before `until` took
 * after it does not count.
 * @param slots how many calls all servers together work on at the same time
 * @param until when fewer runs were left than slots: from then on some would stand idle whatever the harness does
 */
export function leftIdle(calls: readonly OwnTime[], slots: number, until: number): number {
  const busy = calls.reduce((sum, { start, own }) => sum + Math.max(0, Math.min(own, until - start)), 0);
  return 1 - busy / (slots * (until - startOf(calls)));
}

/** When fewer runs were left than slots. @param ended when each run did, in any order; at least as many as slots */
export function tailFrom(ended: readonly number[], slots: number): number {
  const at = [...ended].sort((left, right) => left - right)[ended.length - slots];
  if (at === undefined) throw new RangeError(`${ended.length} runs do not fill ${slots} slots`);
  return at;
}

function startOf(calls: readonly OwnTime[]): number {
  return calls.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
}
