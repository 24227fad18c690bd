import type { Count } from '../community/tally.ts';
import { QUORUM } from '../community/tally.ts';
import type { TrialResult } from './result.ts';

/** A group's votes in one line, for people; scripted voters get that word from whoever shows it. */
export function describeCount({ voters, votes, ensembleShare }: Count): string {
  if (voters === 0) return 'no votes';
  const counts = `${votes.ensemble} for the ensemble, ${votes.baseline} for the single model, ${votes.tie} equally good`;
  if (ensembleShare === null) return `${counts} (not enough votes: ${QUORUM} that decide are needed)`;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return `${counts}; the ensemble’s share ${percent(ensembleShare.share)} (95% interval ${percent(ensembleShare.low)} to ${percent(ensembleShare.high)})`;
}

/** What a single trial's two signals say together, in one sentence. */
export function describeComparison({ comparison }: TrialResult): string {
  switch (comparison) {
    case 'same':
      return 'Judge and people preferred the same answer.';
    case 'different':
      return 'Judge and people preferred different answers.';
    case 'not enough votes':
      return 'Not enough votes by people to set beside the judge’s scores.';
    case 'unscored':
      return 'Not all scores could be had, so there is nothing to set beside the votes.';
  }
}

/** What a score is in a sentence. */
export function describeOverall(overall: number | null): string {
  return overall === null ? 'unscored' : `${overall.toFixed(1)} of 7`;
}
