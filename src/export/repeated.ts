import type { VotedTrial } from './voted-trial.ts';

/**
 * Of trials with the same question and the same answers (a seed that was run again) only the one with the most votes: the others would be the same
 * texts once more. Of several with as many the first stays.
 */
export function withoutRepeated(trials: readonly VotedTrial[]): {
  readonly kept: readonly VotedTrial[];
  readonly repeated: readonly VotedTrial[];
} {
  const best = new Map<string, VotedTrial>();
  for (const trial of trials) {
    const key = wordsOf(trial);
    const known = best.get(key);
    if (known === undefined || trial.count.voters > known.count.voters) best.set(key, trial);
  }
  const stays = new Set(best.values());
  return {
    kept: trials.filter((trial) => stays.has(trial)),
    repeated: trials.filter((trial) => !stays.has(trial)),
  };
}

function wordsOf({ question, answers }: VotedTrial): string {
  return JSON.stringify([question, ...answers.map(({ text }) => text).sort()]);
}
