import { z } from 'zod';
import { trialIdSchema } from '../../core/ids.ts';
import { studyHeadSchema } from '../data/study-data.ts';

/** On what a part of a study was run. */
export const sittingSchema = z.strictObject({
  /** Of this program. */
  program: z.string(),
  node: z.string(),
  /** Of the operating system, for people. */
  platform: z.string(),
  processor: z.string(),
  cores: z.int().min(1),
  /** Bytes. */
  memory: z.number().min(0),
  /** The engine and its version, where it tells one. */
  engine: z.string(),
  engineVersion: z.string().nullable(),
});
export type Sitting = z.infer<typeof sittingSchema>;

/** What is stored of a study beside its trials: one stream a study. */
export const studyEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('study-begun'),
    head: studyHeadSchema,
    /** In the order of the plan. */
    trials: z.array(z.strictObject({ trial: trialIdSchema, repetition: z.int().min(1) })).min(1),
    /** Keys of its runs in the order in which they are begun. */
    order: z.array(z.string()).min(1),
    /** SHA-256 over all trials' plans and models: what must not change between sittings. */
    layoutHash: z.string(),
    /** SHA-256 of each template by name. */
    promptHashes: z.record(z.string(), z.string()),
  }),
  /** The command was given: once for a study that runs through. */
  z.strictObject({ type: z.literal('sitting-began'), sitting: sittingSchema }),
  /** A server or model could not be had; nothing of it is stored elsewhere. */
  z.strictObject({ type: z.literal('run-failed'), run: z.string(), reason: z.string() }),
]);
export type StudyEvent = z.infer<typeof studyEventSchema>;
export type StudyBegun = Extract<StudyEvent, { type: 'study-begun' }>;
