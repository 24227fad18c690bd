import { sha256 } from '../core/hash.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { ReadTrials } from '../trial/past-trials.ts';
import { asMessages, type Column, LABEL_COLUMNS, PAIR_COLUMNS, RATING_COLUMNS } from './columns.ts';
import type { DataName } from './data-files.ts';
import type { Filters } from './filters.ts';
import { conversationalForm, standardForm } from './forms.ts';
import { labelsOf } from './labels.ts';
import {
  countReasons,
  type LeftOutCount,
  type Outcome,
  ROW_REASONS,
  type RowReason,
  TRIAL_REASONS,
  type TrialReason,
} from './left-out.ts';
import { pairsOf } from './pairs.ts';
import { ratingsOf } from './ratings.ts';
import { withoutRepeated } from './repeated.ts';
import type { LeftOutTrial, VotedTrial } from './voted-trial.ts';

/** A file of the data set, which is a configuration of the same name. */
export interface DataFile {
  /** Without its ending. */
  readonly name: DataName;
  readonly columns: readonly Column[];
  /** JSON Lines. */
  readonly text: string;
  readonly rows: number;
  readonly sha256: string;
}

/** What came of one kind of row. */
export interface KindCount {
  readonly kind: 'pairs' | 'labels' | 'ratings';
  readonly rows: number;
  readonly leftOut: readonly LeftOutCount<RowReason>[];
}

export interface DataSet {
  readonly filters: Filters;
  /** Of programs' votes and ratings, not of people's. */
  readonly simulated: boolean;
  /** Whether trials were taken in which there are words that people typed and said may be published. */
  readonly typedWords: boolean;
  readonly trials: {
    readonly read: number;
    readonly used: number;
    readonly leftOut: readonly LeftOutCount<TrialReason>[];
  };
  readonly kinds: readonly KindCount[];
  /** Those that have rows: an empty one cannot be loaded. */
  readonly files: readonly DataFile[];
  /** Whoever judged, each model as it sat last. */
  readonly judges: readonly JudgeSeat[];
  /** Whose words the data holds: models, in the order of their names. */
  readonly models: readonly string[];
  readonly cautions: readonly string[];
}

/** Makes the data set of what a database holds. The same trials and filters make the same bytes. */
export function makeDataSet(
  { trials: read, unreadable, ballots }: ReadTrials<VotedTrial | LeftOutTrial>,
  { filters, simulated, typedWords }: Pick<DataSet, 'filters' | 'simulated' | 'typedWords'>,
): DataSet {
  const voted = ballots.filter((trial) => trial.status === 'voted');
  const { kept, repeated } = withoutRepeated(voted);
  const reasons: TrialReason[] = [
    ...ballots.flatMap((trial) => (trial.status === 'left-out' ? [trial.reason] : [])),
    ...unreadable.map(() => 'unreadable' as const),
    // Some were put in the catalog and never began.
    ...Array.from({ length: read - ballots.length - unreadable.length }, () => 'no-ballot' as const),
    ...repeated.map(() => 'repeated' as const),
  ];
  const pairs = kept.flatMap((trial) => pairsOf(trial, filters));
  const labels = kept.flatMap((trial) => labelsOf(trial, filters));
  const ratings = kept.flatMap((trial) => ratingsOf(trial, filters));
  const files = [
    dataFile('preferences', PAIR_COLUMNS, rowsOf(pairs).map(standardForm)),
    dataFile(
      'preferences-conversational',
      asMessages(PAIR_COLUMNS, ['prompt', 'chosen', 'rejected']),
      rowsOf(pairs).map((row) => conversationalForm(row, ['chosen', 'rejected'])),
    ),
    dataFile('labels', LABEL_COLUMNS, rowsOf(labels).map(standardForm)),
    dataFile(
      'labels-conversational',
      asMessages(LABEL_COLUMNS, ['prompt', 'completion']),
      rowsOf(labels).map((row) => conversationalForm(row, ['completion'])),
    ),
    dataFile('ratings', RATING_COLUMNS, rowsOf(ratings).map(standardForm)),
  ];
  const writers = kept.flatMap(({ answers }) => answers.map(({ writer }) => writer));
  return {
    filters,
    simulated,
    typedWords,
    trials: { read, used: kept.length, leftOut: countReasons(TRIAL_REASONS, reasons) },
    kinds: [kindCount('pairs', pairs), kindCount('labels', labels), kindCount('ratings', ratings)],
    files: files.filter(({ rows }) => rows > 0),
    judges: [...new Map(kept.flatMap(({ judges }) => judges).map((seat) => [seat.model, seat])).values()],
    models: [...new Set(writers.flatMap(({ models, model }) => [...models, model]))].sort(),
    cautions: [...new Set(kept.map(({ caution }) => caution))].filter((caution) => caution !== ''),
  };
}

function rowsOf<Row>(outcomes: readonly Outcome<Row>[]): readonly Row[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'row' ? [outcome.row] : []));
}

function kindCount(kind: KindCount['kind'], outcomes: readonly Outcome<unknown>[]): KindCount {
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'left-out' ? [outcome.reason] : []));
  return { kind, rows: outcomes.length - reasons.length, leftOut: countReasons(ROW_REASONS, reasons) };
}

function dataFile(name: DataName, columns: readonly Column[], rows: readonly object[]): DataFile {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return { name, columns, text, rows: rows.length, sha256: sha256(text) };
}
