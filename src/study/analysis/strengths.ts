import type { Meeting } from '../../community/leaderboard/board-ballot.ts';
import { fitIslands } from '../../community/leaderboard/standings.ts';
import { deriveSeed } from '../../core/random.ts';
import { modelsIn } from '../data/everybody-in.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { contrastsIn } from './arms-in.ts';
import { byScenario } from './by-scenario.ts';
import type { StrengthTable } from './findings/wins.ts';
import type { Reading } from './reading.ts';
import { type PairVerdicts, verdictsOf } from './verdicts.ts';

/**
 * Bradley-Terry strengths over all of the panel's verdicts on pairs, resampled by scenario. An ensemble stands for itself; what it is measured
 * against stands as its model: ensembles with the same one are compared through it.
 * @throws AbortError
 */
export async function strengthsOf(reading: Reading, signal: AbortSignal): Promise<StrengthTable> {
  const verdicts = contrastsIn(reading.head.plan).flatMap((arms) => verdictsOf(reading, arms));
  const entries = new Map(verdicts.flatMap(({ one, other }) => [one, other].map((row) => [keyOf(row), row] as const)));
  const met = verdicts.flatMap((verdict) => {
    const meeting = meetingOf(verdict);
    return meeting === undefined ? [] : [{ scenario: verdict.scenario, meeting }];
  });
  const units = byScenario(met).map((some) => some.map(({ meeting }) => meeting));
  const islands = await fitIslands(units, deriveSeed(reading.head.plan.seed, 'strengths'), signal);
  const groups = islands.map((island) =>
    [...island]
      .flatMap(([key, chance]) => {
        const row = entries.get(key);
        const comparisons = met.filter(({ meeting: { one, other } }) => one === key || other === key).length;
        return row === undefined ? [] : [{ arm: row.arm, name: nameOf(row, reading), chance, comparisons }];
      })
      .sort((left, right) => valueIn(right.chance) - valueIn(left.chance)),
  );
  return { groups, missing: groups.length > 0 ? '' : 'No two answers have been compared.' };
}

function keyOf(row: DebateRow): string {
  return JSON.stringify([row.arm, row.arm === 'ensemble' ? row.ensemble : modelOf(row)]);
}

function nameOf(row: DebateRow, { head }: Reading): string {
  return row.arm === 'ensemble' ? (head.names.ensembles[row.ensemble] ?? row.ensemble) : modelOf(row);
}

/** The chair's; where there is none, all that debate. */
function modelOf(row: DebateRow): string {
  return row.chair?.model ?? (modelsIn(row).join(', ') || 'a model that is not told');
}

/** Undefined where they could not be compared. */
function meetingOf({ one, other, summary: { together }, oneIs }: PairVerdicts): Meeting | undefined {
  if (together.status !== 'compared') return undefined;
  const isTie = together.better === 'tie';
  const won = !isTie && together.better === oneIs;
  return {
    one: keyOf(one),
    other: keyOf(other),
    wins: won ? 1 : 0,
    losses: won || isTie ? 0 : 1,
    ties: isTie ? 1 : 0,
  };
}

function valueIn(chance: StrengthTable['groups'][number][number]['chance']): number {
  return chance.status === 'undefined' ? 0 : chance.value;
}
