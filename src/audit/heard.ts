import type { CriterionId } from '../content/schema.ts';
import type { AuditRecord } from './audit-record.ts';
import type { ComparedEvent, ScoredEvent } from './events.ts';
import type { AuditWork, Reading, Version } from './readings.ts';

/** A text of an audit with what the judge said of it. */
export interface HeardReading {
  readonly version: Version;
  /** By criterion; what was asked and not heard is not in it. */
  readonly scores: ReadonlyMap<CriterionId, ScoredEvent>;
}

/** A planted debate with all that the judge said of it: what belongs together, and is resampled together. */
export interface HeardDebate {
  readonly planted: string;
  readonly readings: readonly HeardReading[];
  readonly comparisons: readonly ComparedEvent[];
}

/** What was heard, in the order of the work. */
export function heardOf(work: AuditWork, record: AuditRecord): readonly HeardDebate[] {
  const debates = [...new Set(work.readings.map(({ planted }) => planted))];
  return debates.map((planted) => ({
    planted,
    readings: work.readings
      .filter((reading) => reading.planted === planted)
      .map((reading) => ({ version: reading.version, scores: scoresOf(reading, record) })),
    comparisons: work.comparisons
      .filter((comparison) => comparison.planted === planted)
      .flatMap(({ written, spoiled }) => record.comparisonOf(written.key, spoiled.key) ?? []),
  }));
}

function scoresOf({ key, criteria }: Reading, record: AuditRecord): HeardReading['scores'] {
  return new Map(
    criteria.flatMap((criterion) => {
      const event = record.scoreOf(key, criterion);
      return event === undefined ? [] : [[criterion, event] as const];
    }),
  );
}

/** The readings of one kind, with their version. */
export function readingsAs<As extends Version['as']>(
  { readings }: HeardDebate,
  as: As,
): (HeardReading & { readonly version: Extract<Version, { as: As }> })[] {
  return readings.filter((reading): reading is HeardReading & { readonly version: Extract<Version, { as: As }> } => {
    return reading.version.as === as;
  });
}

/** The score; undefined where there is none. */
export function valueOn(criterion: CriterionId, reading: HeardReading | undefined): number | undefined {
  const score = reading?.scores.get(criterion)?.score;
  return score?.status === 'scored' ? score.value : undefined;
}
