import { analyse } from '../../../src/study/analysis/analyse.ts';
import type { StudyFindings } from '../../../src/study/analysis/findings.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import type { DebateRow, ScoreRow } from '../../../src/study/data/study-rows.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';

export function findingsIn(data: StudyData): Promise<StudyFindings> {
  return analyse(data, new AbortController().signal);
}

/** A made study with what is said of it. */
export async function madeFindings(
  changes: Partial<MadeOptions> = {},
): Promise<{ readonly data: StudyData; readonly findings: StudyFindings }> {
  const data = makeStudy(changes);
  return { data, findings: await findingsIn(data) };
}

/** The same study with each debate as another one, and its scores. */
export function changed(
  data: StudyData,
  change: { debate?: (row: DebateRow) => DebateRow; score?: (row: ScoreRow) => ScoreRow },
): StudyData {
  const { debate = (row) => row, score = (row) => row } = change;
  return { ...data, debates: data.debates.map(debate), scores: data.scores.map(score) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** An entry that a test relies on. */
export function found<One>(all: readonly One[], holds: (one: One) => boolean): One {
  const one = all.find(holds);
  if (one === undefined) throw new Error('It is not among them');
  return one;
}
