/** Which of two is better, from what was said in both orders. */
export interface Preference {
  /** `tie` where the two orders do not prefer the same one. */
  readonly better: 'a' | 'b' | 'tie';
  /** Probability that `a` is better, averaged over both orders. */
  readonly a: number;
  /** Each order preferred the one in this place; null where the place did not decide. */
  readonly place: 'first' | 'second' | null;
}

/** @param aFirst probability that `a` is better when it is read first @param bFirst the same when `b` is */
export function preferenceOf(aFirst: number, bFirst: number): Preference {
  const a = (aFirst + bFirst) / 2;
  const [one, other] = [preferred(aFirst), preferred(bFirst)];
  if (one === other) return { better: one, a, place: null };
  if (one === 'tie' || other === 'tie') return { better: 'tie', a, place: null };
  return { better: 'tie', a, place: one === 'a' ? 'first' : 'second' };
}

function preferred(a: number): Preference['better'] {
  if (a === 0.5) return 'tie';
  return a > 0.5 ? 'a' : 'b';
}
