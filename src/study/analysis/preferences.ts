import type { PairVerdict } from '../../judge/pair-summary.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import { shareOf } from '../../statistics/share.ts';
import { contrastsIn } from './arms-of.ts';
import { byScenario } from './by-scenario.ts';
import type { Arms } from './findings/figure.ts';
import type { Preferences } from './findings/wins.ts';
import type { Reading } from './reading.ts';
import { type PairVerdicts, verdictsOf } from './verdicts.ts';
import { armsAnswer, armWords, PANEL, percent, percents } from './words.ts';

/** Whose answers are preferred side by side: by the panel, and where several judges sit, by each of them. */
export function preferencesOf(reading: Reading): { rows: Preferences[]; missing: string } {
  const { plan } = reading.head;
  const rows = contrastsIn(plan).flatMap((arms) => {
    const verdicts = verdictsOf(reading, arms);
    if (verdicts.length === 0) return [];
    const each = reading.judges.length > 1 ? reading.judges : [];
    return [
      preferencesBy(PANEL, arms, verdicts, ({ summary }) => summary.together),
      ...each.map((judge) =>
        preferencesBy(
          judge,
          arms,
          verdicts,
          ({ summary }) => summary.judges.find((one) => one.judge === judge)?.verdict,
        ),
      ),
    ];
  });
  return { rows, missing: rows.length > 0 ? '' : whyNone(plan.judged.includes('pair')) };
}

function whyNone(asked: boolean): string {
  return asked ? 'No two answers have been compared yet.' : 'The plan does not have answers compared in pairs.';
}

type Outcome = 'one' | 'other' | 'tie' | 'flipped' | 'unscored';

function preferencesBy(
  by: string,
  arms: Arms,
  verdicts: readonly PairVerdicts[],
  verdictIn: (one: PairVerdicts) => PairVerdict | undefined,
): Preferences {
  const outcomes = verdicts.map((one) => ({ scenario: one.scenario, outcome: outcomeOf(verdictIn(one), one.oneIs) }));
  const count = (...these: readonly Outcome[]): number =>
    outcomes.filter(({ outcome }) => these.includes(outcome)).length;
  const units = byScenario(outcomes).map((some) => ({
    count: some.reduce((sum, { outcome }) => sum + pointsFor(outcome), 0),
    total: some.filter(({ outcome }) => outcome !== 'unscored').length,
  }));
  const counts = {
    one: count('one'),
    other: count('other'),
    ties: count('tie', 'flipped'),
    flipped: count('flipped'),
    unscored: count('unscored'),
  };
  const share = shareOf(units);
  return { arms, by, ...counts, share, conclusion: conclude(arms, share, counts) };
}

function outcomeOf(verdict: PairVerdict | undefined, oneIs: 'a' | 'b'): Outcome {
  if (verdict?.status !== 'compared') return 'unscored';
  if (verdict.better === 'tie') return verdict.place === null ? 'tie' : 'flipped';
  return verdict.better === oneIs ? 'one' : 'other';
}

/** A tie is half a win for each. */
function pointsFor(outcome: Outcome): number {
  if (outcome === 'one') return 1;
  return outcome === 'tie' || outcome === 'flipped' ? 0.5 : 0;
}

function conclude(
  arms: Arms,
  share: Preferences['share'],
  counts: Pick<Preferences, 'one' | 'other' | 'ties'>,
): Preferences['conclusion'] {
  const { one, other, ties } = counts;
  const tally = `${one} for ${armsAnswer(arms.one)}, ${other} for ${armsAnswer(arms.other)}, ${ties} tied`;
  if (share.status !== 'estimated' || share.n < LEAST_CLUSTERS) {
    const reason = share.status === 'undefined' ? share.reason : `too few scenarios: fewer than ${LEAST_CLUSTERS}`;
    return { verdict: 'too-little-data', words: `Too little data on which answers are preferred: ${reason}.` };
  }
  const interval = `${armsAnswer(arms.one)} in ${percent(share.value)} of pairs, ties counted half (${percents(share)}; ${tally})`;
  if (share.low > 0.5)
    return { verdict: 'one-preferred', words: `Answers of ${armWords(arms.one)} are preferred: ${interval}.` };
  if (share.high < 0.5)
    return { verdict: 'other-preferred', words: `Answers of ${armWords(arms.other)} are preferred: ${interval}.` };
  return { verdict: 'no-preference-shown', words: `No preference shown: ${interval}.` };
}
