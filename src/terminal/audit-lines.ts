import { auditWords } from '../judge/judge-audit.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** What the judges' scores are worth, a line for each. @param reading what has to be known to read the scores, a line each */
export function auditLines(judges: readonly JudgeSeat[], palette: Palette, reading: readonly string[] = []): Piece[] {
  const worth = judges.map(({ model, audit }) => `The judge ${model}: ${auditWords(audit)}.`);
  return [...worth, ...reading].map((line) => [line, palette.dim]);
}
