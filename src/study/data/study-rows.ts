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
const roundSchema = z.int().min(1).describe('1 and up; the chair’s is the one after the last');

/** What each column means is said by `describe`, which the datasheet prints (see datasheet.ts). */
const speakerRowSchema = z.strictObject({
  seat: seatSchema.describe('unique in its debate'),
  name: z.string().describe('as the others read it'),
  persona: z
    .string()
    .nullable()
    .describe('id of the persona; null in an arm without personas, and where others ran the debate'),
  model: z.string().nullable().describe('name of the model on its server; null: a file of others does not tell'),
  family: z.string().describe('lineage of its base weights'),
  stance: debatePlanSchema.shape.chair.shape.stance.describe('the side that it argues'),
});

export type SpeakerRow = z.infer<typeof speakerRowSchema>;

const turnRowSchema = z.strictObject({
  round: roundSchema,
  seat: seatSchema.describe('who spoke'),
  text: z.string().describe('what was said'),
  words: countSchema.describe('how many words that is'),
});

/** One call for a turn, valid or not. */
const attemptRowSchema = z.strictObject({
  round: roundSchema,
  seat: seatSchema.describe('whose turn it was'),
  attempt: z.int().min(1).describe('1 to 3'),
  rejected: rejectionSchema.nullable().describe('why it is not valid; null: it is'),
  detail: z.string().describe('what showed that; empty for a valid one'),
  finishReason: turnFinishSchema.nullable().describe('why the model ended; null: a file of others does not tell'),
  text: z.string().describe('what was written, without thinking'),
  words: countSchema.describe('how many words that is'),
  thinkingWords: countSchema.describe('how many words were thinking'),
  promptTokens: toldSchema.describe('tokens read; null: not told'),
  completionTokens: toldSchema.describe('tokens written; null: not told'),
  serverMilliseconds: toldSchema.describe('loading, reading and writing, by the server’s own account; null: not told'),
  milliseconds: toldSchema.describe('the call by the clock; null: others made it'),
  seed: z.int().nullable().describe('of its sampling; null: the call never began, or others made it'),
});

const stanceRowSchema = z.strictObject({
  round: roundSchema,
  seat: seatSchema.describe('whose stance it is'),
  stance: stanceValueSchema.describe('-3: strongly against the motion; 3: strongly for it'),
  confidence: z.number().min(0).max(1).describe('0 to 1, as it said'),
  movedBy: seatSchema.nullable().describe('whose words moved it most, as it said; null: nobody’s'),
  because: z.string().describe('why, as it said'),
  promptTokens: toldSchema.describe('tokens read in the call for it; null: not told'),
  completionTokens: toldSchema.describe('tokens written in it; null: not told'),
  milliseconds: z.number().min(0).describe('that call by the clock'),
});

const answerRowSchema = z.strictObject({
  recommendation: answerSchema.shape.recommendation.describe('what to do'),
  strongestObjection: z.string().describe('the best that was said against it; empty: a file of others has none'),
  dissent: answerSchema.shape.dissent.describe('who stays of another mind; empty: nobody was named'),
});

/** One arm of one trial: a line of debates.jsonl. */
export const debateRowSchema = z.strictObject({
  debate: debateIdSchema.describe('id of the debate'),
  trial: trialIdSchema.describe('its other arms argue the same scenario in the same format, with as many calls'),
  arm: armSchema.describe('ensemble, baseline or self-consistency'),
  scenario: contentIdSchema.describe('id of the scenario'),
  topic: z.string().describe('the scenario’s category'),
  motion: z.string().describe('what was debated'),
  ensemble: contentIdSchema.describe('id of the ensemble that the trial is of, in all its arms'),
  format: contentIdSchema.describe('id of the format'),
  repetition: z.int().min(1).describe('1 and up: the same again with other seeds'),
  seed: z.int().nullable().describe('by which all of the debate’s seeds are drawn; null: others ran it'),
  status: z.enum(['complete', 'incomplete', 'failed']).describe('incomplete: at least one turn is lacking'),
  reasons: z.array(z.string()).describe('what is missing, in words'),
  members: z.array(speakerRowSchema).describe('who debated'),
  chair: speakerRowSchema.nullable().describe('who wrote the answer; null: a file of others has nobody of that role'),
  turnsAsked: countSchema.describe('how many turns were to be spoken, the chair’s among them'),
  turns: z.array(turnRowSchema).describe('members’ valid turns, in the order of speaking'),
  attempts: z.array(attemptRowSchema).describe('all calls for turns, the chair’s too, valid or not'),
  cutOff: countSchema.describe(
    'calls for turns that were begun and never ended, for their server’s or this program’s end, and were made again',
  ),
  silent: z
    .array(
      z.strictObject({
        round: roundSchema,
        seat: seatSchema.describe('whose turn it was'),
        reason: rejectionSchema.describe('why the last attempt was not valid'),
      }),
    )
    .describe('turns of which no attempt was valid'),
  stances: z.array(stanceRowSchema).describe('where members said that they stand, after their turns'),
  stancesMissing: countSchema.describe('stances that could not be had'),
  answer: answerRowSchema.nullable().describe('what the debate ends with; null: there is none'),
  startedAt: z.iso.datetime().nullable().describe('when it was begun, UTC'),
  endedAt: z.iso.datetime().nullable().describe('when it ended, UTC'),
});
export type DebateRow = z.infer<typeof debateRowSchema>;

/** One judge's score of one object on one criterion, or why there is none. How it is written is in stored-score.ts. */
export const scoreRowSchema = z.strictObject({
  trial: trialIdSchema,
  arm: armSchema,
  /** Of the judge. */
  model: z.string(),
  judgement: judgementSchema,
});
export type ScoreRow = z.infer<typeof scoreRowSchema>;

/** One judge's comparison of two arms' answers, in both orders. How it is written is in stored-pair.ts. */
export const pairRowSchema = z.strictObject({
  trial: trialIdSchema,
  arms: z.strictObject({ a: armSchema, b: armSchema }),
  model: z.string(),
  judgement: pairJudgementSchema,
});
export type PairRow = z.infer<typeof pairRowSchema>;

/** What a trial gives a study's tables, so far. */
export interface TrialRows {
  readonly debates: readonly DebateRow[];
  readonly scores: readonly ScoreRow[];
  readonly pairs: readonly PairRow[];
}
