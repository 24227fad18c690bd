import { groupedBy } from '../../core/grouped-by.ts';
import { type PairSummary, summarizePairs } from '../../judge/pair-summary.ts';
import type { Arms } from './findings/figure.ts';
import { type DebatePair, pairsOfArms } from './paired-debates.ts';
import type { Reading } from './reading.ts';

/** What judges said of one pair's answers side by side. */
export interface PairVerdicts extends DebatePair {
  readonly summary: PairSummary;
  /** Which of the summary's two is the pair's `one`. */
  readonly oneIs: 'a' | 'b';
}

/** Of the pairs that any judge has come to. */
export function verdictsOf({ data, judges }: Reading, arms: Arms): readonly PairVerdicts[] {
  const judgements = data.pairs.flatMap(({ judgement }) =>
    judgement.kind === 'answer' && judges.includes(judgement.judge) ? [judgement] : [],
  );
  const said = groupedBy(judgements, ({ a, b }) => `${a} ${b}`);
  return pairsOfArms(data.debates, arms).flatMap((pair) => {
    const asA = said.get(`${pair.one.debate} ${pair.other.debate}`);
    const own = asA ?? said.get(`${pair.other.debate} ${pair.one.debate}`);
    if (own === undefined) return [];
    return [{ ...pair, summary: summarizePairs(own, judges), oneIs: asA === undefined ? 'b' : 'a' }];
  });
}
