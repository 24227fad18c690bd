import type { JudgedObject } from '../judge/judged-object.ts';
import { tableLines } from '../terminal/table-lines.ts';
import { reasonWords } from './count-reasons.ts';
import type { JudgeSummary } from './run-summary.ts';
import type { KindSummary, ScoresSummary } from './scores-summary.ts';
import { meanOf, spreadWords } from './spread.ts';

interface KindWords {
  readonly title: string;
  /** So many of them, in whole debates. */
  counted(count: number): string;
  /** How many of them have nothing to judge. */
  nothing(count: number, all: number): string;
}

const WORDS: Readonly<Record<JudgedObject['kind'], KindWords>> = {
  debate: {
    title: 'Debates',
    counted: (count) => (count === 1 ? '1 whole debate' : `${count} whole debates`),
    nothing: () => '',
  },
  answer: {
    title: 'Answers, read alone',
    counted: (count) => (count === 1 ? 'the answer of 1 whole debate' : `the answers of ${count} whole debates`),
    nothing: (count, all) => `${count} of ${all} debates ended without an answer, so there is none to judge.`,
  },
  contribution: {
    title: 'Contributions, read within their debates',
    counted: (count) => (count === 1 ? '1 contribution' : `${count} contributions to whole debates`),
    nothing: (count, all) => `${count} of ${all} contributions have no valid turn, so there is nothing to judge.`,
  },
};

/** More speakers stand in the JSON alone. */
const MOST_SPEAKERS = 20;

interface Column extends ScoresSummary {
  readonly name: string;
}

/** The scores of one kind of object as a table, and what is missing in it. @param seats of the panel, in order */
export function scoresLines(summary: KindSummary, seats: readonly JudgeSummary[]): string[] {
  const { kind, counts, judges, together } = summary;
  const { title, counted, nothing } = WORDS[kind];
  const all = counts.whole + counts.notWhole + counts.nothing;
  const nothingLines = counts.nothing === 0 ? [] : [nothing(counts.nothing, all)];
  if (counts.whole + counts.notWhole === 0) return [title, '', ...nothingLines];
  const columns: Column[] = [
    ...judges.map((judge, place) => ({ ...judge, name: `${judge.judge} ${seats[place]?.model ?? ''}`.trim() })),
    ...(together === null ? [] : [{ ...together, name: 'together' }]),
  ];
  return [
    title,
    '',
    ...table(columns, ({ criteria, combined }) => [...criteria, ...combined], counts.whole),
    '',
    `Mean over ${counted(counts.whole)} from 1 to 7 ± standard deviation between them; [n] where not all of them have a score.`,
    ...notWholeLines(columns, counts.notWhole),
    ...nothingLines,
    ...(together === null ? [] : [`How well the judges agree: ${agreementWords(summary)}.`]),
    ...columns.flatMap(({ name, unscored }) =>
      name === 'together' || reasonWords(unscored) === '' ? [] : [`Unscored by ${name}: ${reasonWords(unscored)}.`],
    ),
    ...columns.flatMap((column) => (column.name === 'together' ? [] : certaintyLines(column))),
    ...speakerLines(columns),
  ];
}

function table(
  columns: readonly Column[],
  rowsOf: (
    column: Column,
  ) => readonly { readonly name: string; n: number; mean: number | null; spread: number | null }[],
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

function notWholeLines(columns: readonly Column[], count: number): string[] {
  if (count === 0) return [];
  const overall = columns.map(({ name, notWhole }) => `${name} ${spreadWords(notWhole, count)}`);
  return [
    `Of ${count} more the debate is not whole; their overall score, which is not in these means, is: ${overall.join(', ')}.`,
  ];
}

/** How sure a judge was of its scores, and how much of its answers was none. */
function certaintyLines({ name, criteria }: Column): string[] {
  const within = meanOf(criteria.flatMap((row) => row.within ?? []));
  const off = meanOf(criteria.flatMap((row) => row.off ?? []));
  if (within === null || off === null) return [];
  return [
    `A single score of ${name} is spread over the levels by ${within.toFixed(2)} (standard deviation), and ${(100 * off).toFixed(0)}% of its answer is no digit, on average.`,
  ];
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
    'Whose they are: overall, over whole debates',
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
