import { z } from 'zod';
import { trialIdSchema } from '../../core/ids.ts';
import { sittingSchema } from '../run/study-events.ts';
import { studyHeadSchema } from './study-data.ts';

export const STUDY_FORMAT = 'ensemble-debates/study';
/** Grows with each change after which a reader of the one before would misread a study. */
export const STUDY_VERSION = 1;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 as 64 lower-case hexadecimal digits');

/** What fixes a finished study: manifest.json in its folder. */
export const manifestSchema = z.strictObject({
  format: z.literal(STUDY_FORMAT),
  version: z.literal(STUDY_VERSION),
  writtenBy: z.strictObject({ program: z.literal('ensemble-debates'), version: z.string() }),
  head: studyHeadSchema,
  /** SHA-256 over all trials' plans and models; where others ran the debates, over which of them are a trial. */
  layoutHash: hashSchema,
  /** SHA-256 of each template that models read, by name. */
  promptHashes: z.record(z.string(), hashSchema),
  trials: z.array(z.strictObject({ trial: trialIdSchema, repetition: z.int().min(1) })).min(1),
  /** Keys of its runs in the order in which they were begun; none where others ran the debates. */
  order: z.array(z.string()),
  /** On what it was run, oldest first. */
  sittings: z.array(sittingSchema.extend({ began: z.iso.datetime() })).min(1),
  /** Runs that failed for their servers and were tried again. */
  runsFailed: z.int().min(0),
  /** The tables, as they are in the folder. */
  files: z
    .array(
      z.strictObject({
        name: z.enum(['debates.jsonl.gz', 'scores.jsonl.gz', 'pairs.jsonl.gz']),
        rows: z.int().min(0),
        bytes: z.int().min(0),
        sha256: hashSchema,
      }),
    )
    .length(3),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type TableName = Manifest['files'][number]['name'];
