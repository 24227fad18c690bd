import { z } from 'zod';
import { contentIdSchema } from '../../content/schema-parts.ts';
import { debateIdSchema, trialIdSchema } from '../../core/ids.ts';
import { answerSchema, rejectionSchema, stanceValueSchema, turnFinishSchema } from '../../debate/events.ts';
import { armSchema, debatePlanSchema, seatSchema } from '../../debate/plan.ts';
import { pairJudgementSchema } from '../../judge/pair-judgement.ts';
import { judgementSchema } from '../../judge/score.ts';

const countSchema = z.int().min(0);
/** Absent from a server: null, never zero. */
const toldSchema = z.number().min(0).nullable();

const speakerRowSchema = z.strictObject({
  seat: seatSchema,
  name: z.string(),
  /** Id of the persona; null in an arm without personas, and where others ran the debate. */
  persona: z.string().nullable(),
  /** Null where a file of others does not tell. */
  model: z.string().nullable(),
  family: z.string(),
  stance: debatePlanSchema.shape.chair.shape.stance,
});

export type SpeakerRow = z.infer<typeof speakerRowSchema>;

/** One call for a turn, valid or not. The chair's is in the round after the last. */
const attemptRowSchema = z.strictObject({
  round: z.int().min(1),
  seat: seatSchema,
  /** 1 to 3. */
  attempt: z.int().min(1),
  /** Null: valid. */
  rejected: rejectionSchema.nullable(),
  /** What showed it; empty for a valid one. */
  detail: z.string(),
  /** Null where a file of others does not tell. */
  finishReason: turnFinishSchema.nullable(),
  /** Without thinking. */
  text: z.string(),
  words: countSchema,
  thinkingWords: countSchema,
  promptTokens: toldSchema,
  completionTokens: toldSchema,
  /** What the server itself says that it took: loading, reading, writing. */
  serverMilliseconds: toldSchema,
  /** Wall-clock time of the call; null where others made it. */
  milliseconds: toldSchema,
  /** Null where the call never began, or others made it. */
  seed: z.int().nullable(),
});

/** One arm of one trial: a line of debates.jsonl. */
export const debateRowSchema = z.strictObject({
  debate: debateIdSchema,
  /** Its other arms argue the same scenario in the same format, with as many calls. */
  trial: trialIdSchema,
  arm: armSchema,
  scenario: contentIdSchema,
  /** The scenario's category. */
  topic: z.string(),
  motion: z.string(),
  ensemble: contentIdSchema,
  format: contentIdSchema,
  /** 1 and up. */
  repetition: z.int().min(1),
  /** Null where others ran it. */
  seed: z.int().nullable(),
  status: z.enum(['complete', 'incomplete', 'failed']),
  /** What is missing, for people. */
  reasons: z.array(z.string()),
  members: z.array(speakerRowSchema),
  /** Null where a file of others has nobody of that role. */
  chair: speakerRowSchema.nullable(),
  /** How many turns were to be spoken, the chair's answer among them. */
  turnsAsked: countSchema,
  /** Valid turns of members in the order of speaking. */
  turns: z.array(z.strictObject({ round: z.int().min(1), seat: seatSchema, text: z.string(), words: countSchema })),
  attempts: z.array(attemptRowSchema),
  /** Calls for turns that were begun and never ended, for their server's or this program's end, and were made again. */
  cutOff: countSchema,
  /** Turns of which no attempt was valid. */
  silent: z.array(z.strictObject({ round: z.int().min(1), seat: seatSchema, reason: rejectionSchema })),
  /** Where members said that they stand, after their turns. */
  stances: z.array(
    z.strictObject({
      round: z.int().min(1),
      seat: seatSchema,
      stance: stanceValueSchema,
      confidence: z.number().min(0).max(1),
      movedBy: seatSchema.nullable(),
      because: z.string(),
      /** Of the call in which it was stated. */
      promptTokens: toldSchema,
      completionTokens: toldSchema,
      milliseconds: z.number().min(0),
    }),
  ),
  stancesMissing: countSchema,
  /** A file of others may have one without an objection or a dissent: then these are empty. */
  answer: answerSchema.extend({ strongestObjection: z.string(), dissent: z.string() }).nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type DebateRow = z.infer<typeof debateRowSchema>;

/** One judge's score of one object on one criterion, or why there is none: a line of scores.jsonl. */
export const scoreRowSchema = z.strictObject({
  trial: trialIdSchema,
  arm: armSchema,
  /** Of the judge. */
  model: z.string(),
  judgement: judgementSchema,
});
export type ScoreRow = z.infer<typeof scoreRowSchema>;

/** One judge's comparison of two arms' answers, in both orders: a line of pairs.jsonl. */
export const pairRowSchema = z.strictObject({
  trial: trialIdSchema,
  arms: z.strictObject({ a: armSchema, b: armSchema }),
  model: z.string(),
  judgement: pairJudgementSchema,
});
export type PairRow = z.infer<typeof pairRowSchema>;
