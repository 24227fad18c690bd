import { asShift } from '../../audit/estimate-words.ts';
import type { ForestGroup } from '../../charts/forest-chart.ts';
import { counted } from '../../core/counted.ts';
import { capitalized } from '../../trial/arm-words.ts';
import type { GroupTable, ScoreDifference } from '../analysis/findings/difference.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { against, differenceOf, OBJECT_WORDS, sameArms, scoreOf, scoreWords, verdictWords } from './arms.ts';
import { type Block, list, paragraph, type Section, soft, table, type Words } from './document.ts';
import { asP, estimateCells, estimateWords, figureWords } from './figure-words.ts';
import { forest, forestRow } from './forest.ts';
import { pairedTable } from './paired-table.ts';

/** The plan's first question with all that stands beside it: every score of the same object, and the ensembles one by one. */
export function resultSection(findings: StudyFindings): Section {
  const { headline, conclusions } = findings;
  const { difference } = headline;
  const others = conclusions.filter(({ about }) => about !== 'headline');
  const groups = rowsOf(findings);
  return {
    id: 'result',
    title: 'The result',
    blocks: [
      ...forest(
        difference.arms,
        [
          ...groups.scores.map(({ heading, rows }) => ({ heading, rows: rows.map(({ chart }) => chart) })),
          {
            heading: `${capitalized(scoreOf(difference.score))}, by ensemble`,
            rows: groups.ensembles.map((row) => forestRow(row.name, row.difference)),
          },
        ],
        `${against(difference.arms)}, ${OBJECT_WORDS[difference.of]}: differences in points, of a scale from 1 to 7.`,
      ),
      ...table(
        `Scores of ${OBJECT_WORDS[difference.of]}: differences in points, of a scale from 1 to 7`,
        [
          'What',
          differenceOf(difference.arms),
          '95% interval',
          'n (scenarios)',
          'Pairs',
          'Hedges’ g (95% interval)',
          'p, Holm',
          'Conclusion',
        ],
        groups.scores.flatMap(({ rows }) => rows.map(({ cells }) => cells)),
      ),
      ...pairedTable(
        `${capitalized(scoreOf(difference.score))}, by ensemble: the same difference`,
        'Ensemble',
        difference.arms,
        groups.ensembles,
      ),
      soft(
        'The first row is what the plan asked first. n counts scenarios: debates on the same one are no independent observations. p after Holm’s correction is for the seven criteria.',
      ),
      ...leftOut(findings),
      ...(others.length === 0 ? [] : [paragraph('What else follows by rule from the intervals:')]),
      ...list(others.map(({ words }) => words)),
    ],
  };
}

interface Row {
  readonly chart: ForestGroup['rows'][number];
  readonly cells: readonly Words[];
}

interface Rows {
  readonly scores: readonly { readonly heading: string; readonly rows: readonly Row[] }[];
  readonly ensembles: GroupTable['rows'];
}

function rowsOf({ headline, scores, groups }: StudyFindings): Rows {
  const { difference } = headline;
  const { arms, of, score } = difference;
  const own = scores.find((one) => sameArms(one.arms, arms) && one.of === of)?.scores ?? [];
  const others = own.filter((one) => one.score.id !== score.id);
  const ofKind = (kind: ScoreDifference['score']['kind']): Row[] =>
    others.filter((one) => one.score.kind === kind).map((one) => scoreRow(scoreWords(one.score), one));
  return {
    scores: [
      { heading: '', rows: [scoreRow(`Asked first: ${scoreOf(score)}`, difference, true)] },
      { heading: 'Criteria', rows: ofKind('criterion') },
      { heading: 'Other weights', rows: [...ofKind('overall'), ...ofKind('view')] },
    ],
    ensembles: groups.find((one) => one.by === 'ensemble' && sameArms(one.arms, arms) && one.of === of)?.rows ?? [],
  };
}

function scoreRow(label: string, one: ScoreDifference, main = false): Row {
  return {
    chart: forestRow(label, one.difference, main),
    cells: [
      label,
      ...estimateCells(one.difference, asShift),
      String(one.pairs),
      estimateWords(one.hedgesG, asShift),
      one.pHolm === null ? 'not corrected' : figureWords(one.pHolm, asP),
      verdictWords(one.conclusion, one.arms),
    ],
  };
}

function leftOut({ headline }: StudyFindings): Block[] {
  const { leftOut: out, incompleteIn } = headline;
  return [
    ...list(out.map(({ pairs, because }) => `Left out: ${counted(pairs, 'pair')}, ${because}.`)),
    ...(incompleteIn === 0
      ? []
      : [paragraph(`In ${counted(incompleteIn, 'pair')} of the first row a debate lacks a turn.`)]),
  ];
}
