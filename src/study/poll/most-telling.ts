import { LEAST_VOTES } from '../../community/tally.ts';
import { incompleteBeta } from '../../statistics/beta.ts';
import { type TrialCounts, votesFor } from '../data/sample-votes.ts';
import type { SampledTrial } from './sampled-trial.ts';

type ToCome = Extract<SampledTrial, { status: 'to come' }>;

/**
 * On which of the sample's trials people should vote next: where a vote tells most. That is the product of two:
 *
 * - how undecided the panel is on it: the entropy of its probability that the ensemble's answer is better, 1 bit where it did not compare them;
 * - how undecided people's votes on the same ensemble are: by how much the entropy of "people prefer this ensemble to the single model in more
 *   than half of the trials" is expected to fall by one more trial (the expected information gain of Lindley 1956, "On a measure of the
 *   information provided by an experiment", Ann. Math. Statist. 27(4)), with a uniform prior on that share. A closed trial counts by its share
 *   of votes, one that is open as half won, so that the next one goes elsewhere.
 *
 * Of equal ones the first in the sample's order, which was drawn.
 * @returns undefined where none is ready
 */
export function mostTelling(sample: readonly SampledTrial[]): ToCome | undefined {
  const gains = new Map<string, number>();
  const gainOf = (ensemble: string): number => {
    const gain = gains.get(ensemble) ?? expectedGain(sample.filter((one) => one.ensemble === ensemble));
    gains.set(ensemble, gain);
    return gain;
  };
  let best: { readonly trial: ToCome; readonly worth: number } | undefined;
  for (const trial of sample) {
    if (trial.status !== 'to come') continue;
    const worth = entropy(trial.ensembleBetter ?? 0.5) * gainOf(trial.ensemble);
    if (best === undefined || worth > best.worth) best = { trial, worth };
  }
  return best?.trial;
}

/** In bits, 0 to 1. @param sample all of one ensemble */
function expectedGain(sample: readonly SampledTrial[]): number {
  const shares = sample.flatMap(shareWon);
  const won = 1 + shares.reduce((sum, share) => sum + share, 0);
  const lost = 1 + shares.length - (won - 1);
  const now = verdictEntropy(won, lost);
  const wins = won / (won + lost);
  return Math.max(0, now - wins * verdictEntropy(won + 1, lost) - (1 - wins) * verdictEntropy(won, lost + 1));
}

/** What a trial adds to the share that the ensemble wins. One on which too few voted, or without one of the two answers, adds nothing. */
function shareWon(trial: SampledTrial): number[] {
  if (trial.status === 'open') return [0.5];
  return trial.status === 'closed' ? ensembleShare(trial.vote) : [];
}

function ensembleShare({ filtered }: TrialCounts): number[] {
  const [ensemble, baseline] = [votesFor(filtered, 'ensemble'), votesFor(filtered, 'baseline')];
  if (ensemble === undefined || baseline === undefined || ensemble + baseline < LEAST_VOTES) return [];
  return [(ensemble + filtered.ties / 2) / (ensemble + baseline + filtered.ties)];
}

/** Of whether a share with the density Beta(won, lost) is above a half, in bits. */
function verdictEntropy(won: number, lost: number): number {
  return entropy(incompleteBeta(0.5, won, lost));
}

/** Of an event with this probability, in bits, 0 to 1. */
function entropy(probability: number): number {
  return [probability, 1 - probability].reduce((sum, part) => (part <= 0 ? sum : sum - part * Math.log2(part)), 0);
}
