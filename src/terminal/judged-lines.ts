import { describeAnswers, describeContributions, describePairs, describePanel } from '../trial/judged-words.ts';
import type { TrialResult } from '../trial/result.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** What the panel said beside its scores of the debates: of the answers, the contributions, and judge by judge. Nothing where it was not asked. */
export function judgedLines(result: TrialResult, palette: Palette): Piece[] {
  const lines = [
    ...block('Judge, answers read alone', [describeAnswers(result)], palette),
    ...block('Judge, answers side by side', describePairs(result), palette),
    ...block('Judge, contributions', describeContributions(result), palette),
    ...block('Judge by judge', describePanel(result), palette),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

/** One line after its name, several under it. */
function block(name: string, lines: readonly string[], palette: Palette): Piece[] {
  const [first, ...more] = lines.filter((line) => line !== '');
  if (first === undefined) return [];
  if (more.length === 0) return [`${name}: ${first}`];
  return [[name, palette.dim], ...[first, ...more].map((line) => `  ${line}`)];
}
