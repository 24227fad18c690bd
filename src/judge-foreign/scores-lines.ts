import { counted } from '../core/counted.ts';
import type { JudgedObject } from '../judge/judged-object.ts';
import { quoteWords } from '../judge/quote-count.ts';
import { tableLines } from '../terminal/table-lines.ts';
import { reasonWords } from './count-reasons.ts';
import { panelColumns, unscoredLines } from './panel-columns.ts';
import type { JudgeSummary } from './run-summary.ts';
import type { CriterionRow, KindSummary, ScoresSummary } from './scores-summary.ts';
import { type Spread, spreadWords } from './spread.ts';

interface KindWords {
  readonly title: string;
  /** So many of them, in whole debates. */
  counted(count: number): string;
  /** So many, in debates that are not whole. */
  notWhole(count: number): string;
  /** How many of them have nothing to judge. */
  nothing(count: number, all: number): string;
}

const WORDS: Readonly<Record<JudgedObject['kind'], KindWords>> = {
  debate: {
    title: 'Debates',
    counted: (count) => counted(count, 'whole debate'),
    notWhole: (count) => `${counted(count, 'debate')} ${count === 1 ? 'is' : 'are'} not whole`,
    // Without a valid turn it is not fit.
    nothing: () => '',
  },
  answer: {
    title: 'Answers, read alone',
    counted: (count) => `${counted(count, 'answer')} of whole debates`,
    notWhole: (count) => `${counted(count, 'answer')} ${count === 1 ? 'is' : 'are'} of debates that are not whole`,
    nothing: (count, all) => `${count} of ${all} debates have no answer to judge, so these are unscored.`,
  },
  contribution: {
    title: 'Contributions, read within their debates',
    counted: (count) => `${counted(count, 'contribution')} to whole debates`,
    notWhole: (count) =>
      `${counted(count, 'contribution')} ${count === 1 ? 'is' : 'are'} to debates that are not whole`,
    nothing: (count, all) => `${count} of ${all} speakers have no valid turn to judge, so these are unscored.`,
  },
};

/** More speakers stand in the JSON alone. */
const MOST_SPEAKERS = 20;

type Column = ScoresSummary & { readonly name: string };

/** The scores of one kind of object as a table, and what is missing in it. @param seats of the panel, in order */
export function scoresLines(summary: KindSummary, seats: readonly JudgeSummary[]): string[] {
  const { kind, counts, together } = summary;
  const words = WORDS[kind];
  const all = counts.whole + counts.notWhole + counts.nothing;
  const columns = panelColumns<ScoresSummary>(summary, seats);
  return [
    words.title,
    '',
    ...(counts.whole === 0 ? [] : meanLines(columns.all, counts.whole, words)),
    ...notWholeLines(columns.all, counts.notWhole, words),
    ...(counts.nothing === 0 ? [] : [words.nothing(counts.nothing, all)]),
    ...(together === null ? [] : [`How well the judges agree: ${agreementWords(summary)}.`]),
    ...columns.judges.flatMap(({ name, quotes }) =>
      quoteWords(quotes) === '' ? [] : [`Of ${name}, ${quoteWords(quotes)}.`],
    ),
    ...unscoredLines(columns),
    ...(counts.whole === 0 ? [] : [...singleScoreLines(columns.judges), ...speakerLines(columns.all)]),
  ];
}

function meanLines(columns: readonly Column[], whole: number, words: KindWords): string[] {
  return [
    ...table(columns, ({ criteria, combined }) => [...criteria, ...combined], whole),
    '',
    `Mean over ${words.counted(whole)} from 1 to 7 ± standard deviation between them; [n] where not all of them have a score.`,
    'In brackets: the spread of the answer on a single one (standard deviation in levels, mean over them); of several criteria together, the most it can be.',
  ];
}

function table(
  columns: readonly Column[],
  rowsOf: (column: Column) => readonly (Spread & { readonly name: string })[],
  of: number,
): string[] {
  const [first] = columns;
  const names = first === undefined ? [] : rowsOf(first).map(({ name }) => name);
  return tableLines(
    [
      ['', ...columns.map(({ name }) => name)],
      ...names.map((name, row) => [name, ...columns.map((column) => spreadWords(rowsOf(column)[row], of))]),
    ],
    'right',
  );
}

function notWholeLines(columns: readonly Column[], count: number, words: KindWords): string[] {
  if (count === 0) return [];
  const overall = columns.map(({ name, notWhole }) => `${name} ${spreadWords(notWhole, count)}`);
  return [`${words.notWhole(count)} and in no mean; overall ${overall.join(', ')}.`];
}

/** What is known of single scores, criterion by criterion: how much of a judge's answers was none, and what is missing. */
function singleScoreLines(judges: readonly Column[]): string[] {
  const [first] = judges;
  if (first === undefined) return [];
  return [
    '',
    'Of a single score, the share of the answer that is no digit, on average; and what is unscored',
    '',
    ...tableLines(
      [
        ['', ...judges.map(({ name }) => name)],
        ...first.criteria.map(({ name }, row) => [name, ...judges.map(({ criteria }) => singleWords(criteria[row]))]),
      ],
      'right',
    ),
  ];
}

function singleWords(row: CriterionRow | undefined): string {
  if (row === undefined) return '';
  const { off, unscored } = row;
  const missing = reasonWords(unscored);
  return [
    ...(off === null ? [] : [`${(100 * off).toFixed(0)}%`]),
    ...(missing === '' ? [] : [`unscored ${missing}`]),
  ].join(', ');
}

/** Whose contributions: under the names that the file has for them. */
function speakerLines(columns: readonly Column[]): string[] {
  const count = columns[0]?.speakers.length ?? 0;
  if (count === 0) return [];
  const named = ({ speakers }: Column) =>
    speakers
      .slice(0, MOST_SPEAKERS)
      .map(({ role, model, ...spread }) => ({ ...spread, name: model === null ? role : `${role} (${model})` }));
  return [
    '',
    'Whose they are: overall score in whole debates [of how many contributions]',
    '',
    // Of each speaker there are another number.
    ...table(columns, named, Number.POSITIVE_INFINITY),
    ...(count > MOST_SPEAKERS ? [`and ${count - MOST_SPEAKERS} more, which --json has.`] : []),
  ];
}

function agreementWords({ agreement }: KindSummary): string {
  return agreement.status === 'undefined'
    ? `undefined (${agreement.reason})`
    : `Krippendorff's alpha (ordinal) ${agreement.value.toFixed(2)}`;
}
