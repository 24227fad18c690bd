import { z } from 'zod';
import { runKey, type StudyRun, studyRunSchema } from '../run/study-run.ts';

/** What must be the same wherever runs of one study are done. */
const sameSchema = z.strictObject({
  /** Digests of models' weights by name; null where the server tells too little. */
  weights: z.record(z.string(), z.string().nullable()),
  /** SHA-256 over the hashes of all templates. */
  prompts: z.string(),
});
export type SameEverywhere = z.infer<typeof sameSchema>;

const placedSchema = z.strictObject({ run: studyRunSchema, place: z.int().min(1) });

/** What stands on the queue of one run: all that a worker needs to know, beside what is in the store. */
export const queuedRunSchema = placedSchema.extend({
  same: sameSchema,
  /** The judging of the same trial, which whoever ends the last of these debates puts on the queue. */
  next: placedSchema.extend({ after: z.array(studyRunSchema).min(1) }).nullable(),
});
export type QueuedRun = z.infer<typeof queuedRunSchema>;

/** A run of a study with its place in the order, from 1 on, and the runs that have to end before it. */
export interface PlacedRun {
  readonly key: string;
  readonly after: readonly StudyRun[];
  readonly queued: QueuedRun;
}

/** Lays out what goes on the queue: the judging of a trial waits for all of its debates that are among the runs. */
export function placeRuns(runs: readonly StudyRun[], same: SameEverywhere): PlacedRun[] {
  const debatesOf = ({ trial }: StudyRun): StudyRun[] =>
    runs.filter((run) => run.trial === trial && run.type === 'debate');
  const places = new Map(runs.map((run, index) => [runKey(run), index + 1]));
  return runs.map((run, index): PlacedRun => {
    const judging = runs.find(({ type, trial }) => type === 'judging' && trial === run.trial);
    const next =
      run.type === 'judging' || judging === undefined
        ? null
        : { run: judging, place: places.get(runKey(judging)) ?? index + 1, after: debatesOf(run) };
    return {
      key: runKey(run),
      after: run.type === 'judging' ? debatesOf(run) : [],
      queued: { run, place: index + 1, same, next },
    };
  });
}
