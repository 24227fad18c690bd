import { z } from 'zod';
import { rubricSchema } from '../../content/schema.ts';
import { judgeSeatSchema } from '../../judge/panel.ts';
import { rejudgePlanSchema } from '../plan/rejudge-plan.ts';
import { studyPlanSchema } from '../plan/study-plan.ts';
import { originSchema } from './origin.ts';
import type { SampleVotes } from './sample-votes.ts';
import type { DebateRow, PairRow, ScoreRow } from './study-rows.ts';

/** A model that debates or judges, as its server told of it. */
const studyModelSchema = z.strictObject({
  name: z.string(),
  family: z.string(),
  /** Size of the weights; null where the server does not tell. */
  bytes: z.number().nullable(),
  /** Of the weights and all that decides its words; null where the server tells too little. */
  digest: z.string().nullable(),
  /** Null where the model is one of others. */
  contextTokens: z.int().nullable(),
});

/** What the figures of a study are read by: all that is not a debate, a score or a comparison. */
export const studyHeadSchema = z.strictObject({
  plan: z.union([studyPlanSchema, rejudgePlanSchema]),
  /** SHA-256 over the plan's canonical JSON. */
  planHash: z.string(),
  /** Names of ensembles and formats and titles of scenarios, by id. */
  names: z.strictObject({
    scenarios: z.record(z.string(), z.strictObject({ title: z.string(), topic: z.string() })),
    ensembles: z.record(z.string(), z.string()),
    formats: z.record(z.string(), z.string()),
  }),
  rubric: rubricSchema,
  /** In the order of the panel. `sameFamily`: as some model that debates, or it may be. */
  judges: z.array(judgeSeatSchema).min(1),
  models: z.array(studyModelSchema),
  /** The engine that the models ran on; where others ran the debates, the judges alone. */
  engine: z.string(),
  /** Said wherever its words are shown; empty for none. */
  caution: z.string(),
  /** Debates planned in all arms together. */
  debatesPlanned: z.int().min(1),
  /** Of debates that others ran; absent: they were run here. */
  origin: originSchema.optional(),
});
export type StudyHead = z.infer<typeof studyHeadSchema>;

/** A study's results, whole or so far: what the analysis reads, and what is published. */
export interface StudyData {
  readonly head: StudyHead;
  readonly debates: readonly DebateRow[];
  readonly scores: readonly ScoreRow[];
  readonly pairs: readonly PairRow[];
  /** Of a study whose plan asks people; absent where it does not, and where it was run without Discord. */
  readonly vote?: SampleVotes;
}
