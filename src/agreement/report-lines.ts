import type { CriterionAgreement } from '../community/agreement.ts';
import { counted } from '../core/counted.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import { applyMap } from '../statistics/isotonic.ts';
import type { Palette } from '../terminal/palette.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { Piece } from '../terminal/terminal-screen.ts';
import { nameOf } from '../trial/scorer.ts';
import { decimal, figureCells, notEnoughWords } from './figure-words.ts';
import type { AgreementReport, RubricReport, ScorerReport } from './report.ts';

/** The report for a terminal. */
export function reportLines(report: AgreementReport, palette: Palette): Piece[] {
  const { database, trials, closedBallots, unreadable, rubrics } = report;
  const lines: Piece[] = [
    ['How well judges agree with people', palette.heading],
    `${counted(trials, 'debate')} in ${database}, ${counted(closedBallots, 'closed ballot')}. Scripted voters are left out, and whoever a ballot’s filtered count leaves out.`,
  ];
  if (unreadable.length > 0) lines.push(`Left out, since they can't be read: ${unreadable.join(', ')}.`);
  if (rubrics.length === 0) lines.push('', 'not enough votes: no ballot was closed');
  if (rubrics.length > 1)
    lines.push('Scores by different versions of the rubric are not comparable, so each stands alone.');
  for (const rubric of rubrics) lines.push(...rubricLines(rubric, report.seed, palette));
  return lines;
}

function rubricLines(
  { rubricHash, ballots, scorers, criteria }: RubricReport,
  seed: number,
  palette: Palette,
): Piece[] {
  return [
    '',
    [`Rubric ${rubricHash.slice(0, 12)}, ${counted(ballots, 'closed ballot')}`, palette.bold],
    ...scorers.flatMap((scorer) =>
      scorerLines(scorer, new Map(criteria.map(({ id, name }) => [id, name])), seed, palette),
    ),
  ];
}

function scorerLines(
  scorer: ScorerReport,
  names: ReadonlyMap<string, string>,
  seed: number,
  { heading, bold }: Palette,
): Piece[] {
  const { answers, ballots, agreement } = scorer;
  const { setAside, overall, criteria } = agreement;
  const name = nameOf(scorer);
  const lines: Piece[] = [
    '',
    [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, heading],
    `${counted(answers, 'answer')} on ${counted(ballots, 'closed ballot')}.`,
  ];
  if (setAside.answers > 0)
    lines.push(
      `Answers of one ballot were rated by the same people in one sitting: the seed ${seed} chose one a ballot, and ${setAside.answers} were set aside.`,
    );
  const parts = [
    { title: 'Overall', agreement: overall },
    ...criteria.map(({ id, agreement: own }) => ({ title: names.get(id) ?? id, agreement: own })),
  ];
  for (const part of parts) lines.push('', [part.title, bold], ...criterionLines(part.agreement));
  return lines;
}

function criterionLines({ judge, raters, calibration }: CriterionAgreement): string[] {
  const rows: string[][] = [];
  const missing: string[] = [];
  const isJudged = judge.spearman.status !== 'not-enough-votes';
  if (judge.spearman.status === 'not-enough-votes') missing.push(notEnoughWords(judge.spearman, true));
  else {
    rows.push(
      ['judge and people, Spearman’s rho', ...figureCells(judge.spearman)],
      ['judge and people, Kendall’s tau-b', ...figureCells(judge.kendall)],
      ['judge and people, weighted kappa', ...figureCells(judge.kappa)],
      ['judge and people, Krippendorff’s alpha', ...figureCells(judge.alpha)],
    );
  }
  if (raters.alpha.status !== 'not-enough-votes')
    rows.push(['raters among themselves, alpha', ...figureCells(raters.alpha)]);
  else if (isJudged || raters.alpha.n !== judge.spearman.n)
    missing.push(`raters among themselves: ${notEnoughWords(raters.alpha, false)}`);
  return [
    ...(rows.length === 0 ? [] : tableLines([['', 'value', '95% interval', 'answers'], ...rows], 'left')),
    ...missing,
    ...(raters.mean === null ? [] : [`raters an answer, where there are enough: ${raters.mean.toFixed(1)}`]),
    ...(isJudged ? calibrationLines(calibration) : []),
  ];
}

const LEVELS = [1, 2, 3, 4, 5, 6, 7];

/** What the judge's scores are on people's scale: beside the figures of the raw score, which stay. */
function calibrationLines(calibration: CriterionAgreement['calibration']): string[] {
  switch (calibration.status) {
    case 'not-enough-votes':
      return [`on people’s scale: ${notEnoughWords(calibration, true)}`];
    case 'undefined':
      return [`on people’s scale: undefined, ${calibration.reason}`];
    case 'calibrated':
      return [...mapLines(calibration), errorLine(calibration)];
  }
}

function mapLines({ map }: Calibrated): string[] {
  return tableLines(
    [
      ['the judge’s score', ...LEVELS.map((level) => level.toFixed(1))],
      ['on people’s scale', ...LEVELS.map((level) => applyMap(map, level).toFixed(1))],
    ],
    'right',
  );
}

function errorLine({ error, folds, n }: Calibrated): string {
  const better = error.mapped < error.raw ? '' : ': the map is no better than the score as it is';
  return `error in points of the scale: ${decimal(error.raw)} as it is, ${decimal(error.mapped)} mapped (cross-validated: ${n} answers, ${folds} folds)${better}`;
}
