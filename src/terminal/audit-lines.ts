import { auditWords } from '../judge/judge-audit.ts';
import { readingScores } from '../trial/reading-scores.ts';
import type { TrialResult } from '../trial/result.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** What the judges' scores are worth, a line for each, and what has to be known to read them. */
export function auditLines(result: TrialResult, palette: Palette): Piece[] {
  const judges = result.plan.judges.map(({ model, audit }) => `The judge ${model}: ${auditWords(audit)}.`);
  return [...judges, ...readingScores(result)].map((line) => [line, palette.dim]);
}
