import { z } from 'zod';
import { debateIdSchema } from '../core/ids.ts';
import { debateFaultSchema, turnFaultSchema } from '../foreign/fitness.ts';
import { pairJudgementSchema } from '../judge/pair-judgement.ts';
import { judgeSeatSchema } from '../judge/panel.ts';
import { judgementSchema } from '../judge/score.ts';

/** How many debates of a file are fit to be judged, and how many turns are valid. */
export const fitnessCountsSchema = z.strictObject({
  debates: z.int(),
  /** Fit to be judged, some without all of their turns. */
  fit: z.int(),
  /** Fit, every turn is valid, and the file does not say that any is missing. */
  whole: z.int(),
  unfit: z.partialRecord(debateFaultSchema, z.int()),
  turns: z.int(),
  valid: z.int(),
  invalid: z.partialRecord(turnFaultSchema, z.int()),
  /** Names in the words of fit debates that judges do not get to read. */
  masked: z.int(),
});
export type FitnessCounts = z.infer<typeof fitnessCountsSchema>;

const checkedSchema = z.strictObject({
  type: z.literal('checked'),
  counts: fitnessCountsSchema,
  /** Entries of the file that are neither a debate nor a turn. */
  wrong: z.array(z.strictObject({ place: z.string(), problem: z.string() })),
});

/** One debate of the file, and what was found of it. */
const debateRecordSchema = z.strictObject({
  type: z.literal('debate'),
  /** Made from the debate's words, so that it is the same in every run. */
  debate: debateIdSchema,
  /** Where it stands in the file. */
  place: z.string(),
  topic: z.string().nullable(),
  ensemble: z.string().nullable(),
  /** What tells it apart from others on its topic; absent in what earlier versions wrote, as `answer`. */
  condition: z.string().nullable().optional(),
  /** Null for a debate that is fit to be judged. */
  fault: debateFaultSchema.nullable(),
  turns: z.array(
    z.strictObject({
      place: z.string(),
      role: z.string(),
      model: z.string().nullable(),
      /** Under which name the judge reads it; null where it does not. */
      speaker: z.string().nullable(),
      fault: turnFaultSchema.nullable(),
      detail: z.string(),
    }),
  ),
  /** Null where the file has none. */
  answer: z.strictObject({ fault: turnFaultSchema.nullable(), detail: z.string() }).nullable().optional(),
  masked: z.int(),
});
export type DebateRecord = z.infer<typeof debateRecordSchema>;

/** What decides the scores: those of two runs that differ in it do not belong into one file. */
const runSchema = z.strictObject({
  type: z.literal('run'),
  seed: z.int(),
  /** A judge's place, model and family, and the digest of its weights where its server tells one. */
  panel: z.array(
    judgeSeatSchema.pick({ judge: true, model: true, family: true }).extend({ digest: z.string().optional() }),
  ),
  /** Whether judges were asked to think before they score: on and off are two instruments. */
  thinking: z.boolean().default(false),
  /** Hash of the rubric and of all that judges read beside debates. */
  rubric: z.string(),
});
export type RunRecord = z.infer<typeof runSchema>;

const judgementRecordSchema = z.strictObject({
  type: z.literal('judgement'),
  model: z.string(),
  /** A debater of this debate is, or may be, of the judge's family. */
  sameFamily: z.boolean(),
  /** Whose contribution was scored, as the file names them; absent for other objects. */
  speaker: z.strictObject({ role: z.string(), model: z.string().nullable() }).optional(),
  judgement: judgementSchema,
});
export type JudgementRecord = z.infer<typeof judgementRecordSchema>;

/** Two debates, or their answers, compared. */
const comparisonRecordSchema = z.strictObject({
  type: z.literal('comparison'),
  model: z.string(),
  /** The same, of either debate. */
  sameFamily: z.boolean(),
  /** What tells the two apart. */
  conditions: z.strictObject({ a: z.string(), b: z.string() }),
  judgement: pairJudgementSchema,
});
export type ComparisonRecord = z.infer<typeof comparisonRecordSchema>;

/** What a judge said, scored or unscored. */
export type JudgedRecord = JudgementRecord | ComparisonRecord;

/** A line of a file of results. */
export const recordSchema = z.discriminatedUnion('type', [
  checkedSchema,
  debateRecordSchema,
  runSchema,
  judgementRecordSchema,
  comparisonRecordSchema,
]);
export type ResultRecord = z.infer<typeof recordSchema>;
export type CheckedRecord = z.infer<typeof checkedSchema>;
