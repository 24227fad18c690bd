import type { CheckedDebate } from '../foreign/fitness.ts';
import type { FitnessCounts } from './records.ts';

/** How many debates are fit to be judged, and how many turns are valid. @param masked names that were replaced in the words of fit debates */
export function countFitness(debates: readonly CheckedDebate[], masked: number): FitnessCounts {
  const counts = {
    debates: debates.length,
    fit: 0,
    whole: 0,
    unfit: {} as FitnessCounts['unfit'],
    turns: 0,
    valid: 0,
    invalid: {} as FitnessCounts['invalid'],
    masked,
  };
  for (const checked of debates) {
    const { debate, turns, fault } = checked;
    const invalid = [
      ...turns.flatMap((turn) => (turn.fault === undefined ? [] : [turn.fault])),
      ...Array.from({ length: debate.unreadable }, () => 'unreadable' as const),
    ];
    counts.turns += turns.length + debate.unreadable;
    counts.valid += turns.length + debate.unreadable - invalid.length;
    for (const reason of invalid) counts.invalid[reason] = (counts.invalid[reason] ?? 0) + 1;
    if (fault !== undefined) counts.unfit[fault] = (counts.unfit[fault] ?? 0) + 1;
    else {
      counts.fit += 1;
      if (isWhole(checked)) counts.whole += 1;
    }
  }
  return counts;
}

/** Whether all turns of a debate are valid and the file does not say that any is missing. */
export function isWhole({ debate, turns }: CheckedDebate): boolean {
  return !debate.broken && debate.unreadable === 0 && turns.every(({ fault }) => fault === undefined);
}
