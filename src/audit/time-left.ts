import type { AuditStep } from './ask-due.ts';
import { type AuditWork, asksReasons } from './readings.ts';

/** How calls differ in what they cost: a text that is read for the first time, a reason that is written, two texts in both orders. */
type Cost = 'first with reason' | 'with reason' | 'first' | 'later' | 'comparison';

/** Guessed cost of a score without its reason, as a share of one with it; used until one was measured. */
const WITHOUT_REASON = 0.4;
/** Texts that a comparison reads: two in each of two orders. */
const TEXTS_COMPARED = 4;

/** Guesses the time that is left from what was seen so far. */
export class TimeLeft {
  readonly #seen = new Map<Cost, { sum: number; count: number }>();

  add({ kind, first, withReason, spent }: AuditStep): void {
    const cost = kind === 'comparison' ? kind : costOf(first, withReason);
    const { sum, count } = this.#seen.get(cost) ?? { sum: 0, count: 0 };
    this.#seen.set(cost, { sum: sum + spent.milliseconds, count: count + 1 });
  }

  /** In milliseconds; undefined before anything was seen. @param due what is left */
  of(due: AuditWork): number | undefined {
    const guessed = this.#guess();
    if (guessed === undefined) return undefined;
    const scores = due.readings.reduce((sum, reading) => {
      const withReason = asksReasons(reading);
      return (
        sum + guessed(costOf(true, withReason)) + (reading.criteria.length - 1) * guessed(costOf(false, withReason))
      );
    }, 0);
    return scores + due.comparisons.length * guessed('comparison');
  }

  /** What was not seen yet is guessed from what was. */
  #guess(): ((cost: Cost) => number) | undefined {
    const mean = (cost: Cost): number | undefined => {
      const seen = this.#seen.get(cost);
      return seen === undefined ? undefined : seen.sum / seen.count;
    };
    const firstSeen = mean('first with reason') ?? mean('first') ?? mean('later') ?? mean('with reason');
    if (firstSeen === undefined) return undefined;
    const reasoned = mean('with reason') ?? firstSeen / 2;
    const later = mean('later') ?? WITHOUT_REASON * reasoned;
    const first = mean('first') ?? Math.max(later, firstSeen - reasoned + later);
    const guesses: Record<Cost, number> = {
      'first with reason': mean('first with reason') ?? first + reasoned - later,
      'with reason': reasoned,
      first,
      later,
      comparison: mean('comparison') ?? TEXTS_COMPARED * first,
    };
    return (cost) => guesses[cost];
  }
}

function costOf(first: boolean, withReason: boolean): Cost {
  if (first) return withReason ? 'first with reason' : 'first';
  return withReason ? 'with reason' : 'later';
}
