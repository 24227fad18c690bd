import { auditWords } from '../judge/judge-audit.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** What the judges' scores are worth, a line for each. */
export function auditLines(judges: readonly JudgeSeat[], palette: Palette): Piece[] {
  return judges.map(({ model, audit }) => [`The judge ${model}: ${auditWords(audit)}.`, palette.dim]);
}
