import type { StudyData } from '../data/study-data.ts';
import type { ScoreRow } from '../data/study-rows.ts';
import type { OfScenario } from './by-scenario.ts';

export interface ScoreOfScenario extends OfScenario {
  readonly row: ScoreRow;
}

/** All scores, each with the scenario of its debate. */
export function scoresByScenario({ debates, scores }: StudyData): readonly ScoreOfScenario[] {
  const scenarios = new Map(debates.map(({ debate, scenario }) => [debate, scenario]));
  return scores.flatMap((row) => {
    const scenario = scenarios.get(row.judgement.debate);
    return scenario === undefined ? [] : [{ scenario, row }];
  });
}
