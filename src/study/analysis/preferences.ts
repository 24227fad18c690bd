import { contrastsIn } from './arms-in.ts';
import type { Arms } from './findings/figure.ts';
import type { Preferences } from './findings/wins.ts';
import { concludePreference } from './preference-conclusion.ts';
import type { Reading } from './reading.ts';
import { countOutcomes, type Outcome, outcomeOf, panelOutcome } from './verdict-counts.ts';
import { type PairVerdicts, verdictsOf } from './verdicts.ts';
import { PANEL } from './words.ts';

/** Whose answers are preferred side by side: by the panel, and where several judges sit, by each of them. */
export function preferencesOf(reading: Reading): { rows: Preferences[]; missing: string } {
  const { plan } = reading.head;
  const rows = contrastsIn(plan).flatMap((arms) => {
    const verdicts = verdictsOf(reading, arms);
    if (verdicts.length === 0) return [];
    const each = reading.judges.length > 1 ? reading.judges : [];
    return [
      preferencesBy(PANEL, arms, verdicts, panelOutcome),
      ...each.map((judge) =>
        preferencesBy(judge, arms, verdicts, ({ summary, oneIs }) =>
          outcomeOf(summary.judges.find((one) => one.judge === judge)?.verdict, oneIs),
        ),
      ),
    ];
  });
  return { rows, missing: rows.length > 0 ? '' : whyNone(plan.judged.includes('pair')) };
}

function whyNone(asked: boolean): string {
  return asked ? 'No two answers have been compared yet.' : 'The plan does not have answers compared in pairs.';
}

function preferencesBy(
  by: string,
  arms: Arms,
  verdicts: readonly PairVerdicts[],
  outcomeIn: (one: PairVerdicts) => Outcome,
): Preferences {
  const counts = countOutcomes(verdicts.map((one) => ({ scenario: one.scenario, outcome: outcomeIn(one) })));
  return { arms, by, ...counts, conclusion: concludePreference({ arms, ...counts }, 'judges') };
}
