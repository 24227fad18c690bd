import {
  describeAnswers,
  describeContributions,
  describeMemberAnswers,
  describePairs,
  describePanel,
  PANEL_TITLES,
} from '../trial/panel-words.ts';
import type { TrialResult } from '../trial/result.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** What the panel said beside its scores of the debates: of the answers, the contributions, and judge by judge. Nothing where it was not asked. */
export function judgedLines(result: TrialResult, palette: Palette): Piece[] {
  const lines = [
    ...block(PANEL_TITLES.answers, [describeAnswers(result), ...describeMemberAnswers(result)], palette),
    ...block(PANEL_TITLES.pairs, describePairs(result), palette),
    ...block(PANEL_TITLES.contributions, describeContributions(result), palette),
    ...block(PANEL_TITLES.judges, describePanel(result), palette),
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
