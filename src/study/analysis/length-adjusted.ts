import type { LengthAdjusted } from './findings/difference.ts';
import type { Reading } from './reading.ts';

const LATER = { status: 'undefined', reason: 'being built', n: 0 } as const;

export function lengthAdjustedOf(_reading: Reading): LengthAdjusted {
  return {
    pairs: 0,
    scenarios: 0,
    words: { one: LATER, other: LATER },
    unadjusted: LATER,
    difference: LATER,
    p: LATER,
    conclusion: { verdict: 'too-little-data', words: 'Being built.' },
  };
}
