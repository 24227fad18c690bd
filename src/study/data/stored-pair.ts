import { z } from 'zod';
import { armSchema } from '../../debate/plan.ts';
import { type PairOutcome, pairJudgementSchema, pairKindSchema } from '../../judge/pair-judgement.ts';
import { RUBRIC_HASH, readChanges, storeChanges, storedJudgingShape, storedMeasureSchema } from './stored-parts.ts';
import { pairRowSchema } from './study-rows.ts';

const shareSchema = z.number().min(0).max(1).nullable();

/** A line of pairs.jsonl: every column in every row, as in scores.jsonl. */
export const storedPairSchema = z.strictObject({
  trial: z.string().describe('id of the trial'),
  kind: pairKindSchema.describe('what was compared: two answers, or two debates'),
  debateA: z.string().describe('id of the one that is called a'),
  debateB: z.string().describe('id of the other, b'),
  armA: armSchema.describe('arm of a'),
  armB: armSchema.describe('arm of b'),
  judge: pairJudgementSchema.shape.judge.describe('place on the panel'),
  model: z.string().describe('the judge’s model'),
  better: z.enum(['a', 'b', 'tie']).nullable().describe('tie: the two orders disagree; null: unscored'),
  a: shareSchema.describe('probability that a is better, over both orders, 0 to 1'),
  aFirst: shareSchema.describe('the same where a stood first'),
  aSecond: shareSchema.describe('the same where a stood second'),
  flipped: z
    .boolean()
    .nullable()
    .describe('whether the judge went by the place: it preferred a in one order, b in the other'),
  ...storedJudgingShape,
  rubricHash: z.string().describe(RUBRIC_HASH),
  measureFirst: storedMeasureSchema.nullable().describe('how it was read from the judge’s model where a stood first'),
  measureSecond: storedMeasureSchema.nullable().describe('the same where a stood second'),
  measureUnscored: storedMeasureSchema.nullable().describe('what was seen where it could not be had'),
});
type StoredPair = z.infer<typeof storedPairSchema>;

/** Between a line of pairs.jsonl and what the analysis reads. */
export const pairCodec = z.codec(storedPairSchema, pairRowSchema, {
  encode({ trial, arms, model, judgement }) {
    const { kind, a, b, judge, rubricHash, changes, outcome } = judgement;
    return {
      ...{ trial, kind, debateA: a, debateB: b, armA: arms.a, armB: arms.b, judge, model },
      ...storeOutcome(outcome),
      rubricHash,
      changes: storeChanges(changes),
    };
  },
  decode(stored, { issues }) {
    const { trial, kind, debateA, debateB, armA, armB, judge, model, rubricHash } = stored;
    const outcome = readOutcome(stored);
    if (outcome === undefined) {
      issues.push({ code: 'custom', input: stored, message: 'has neither a comparison nor why there is none' });
      return z.NEVER;
    }
    const judgement = { kind, a: debateA, b: debateB, judge, rubricHash, ...readChanges(stored.changes), outcome };
    return { trial, arms: { a: armA, b: armB }, model, judgement };
  },
});

type OutcomeColumns = Pick<
  StoredPair,
  | 'better'
  | 'a'
  | 'aFirst'
  | 'aSecond'
  | 'flipped'
  | 'method'
  | 'unscored'
  | 'detail'
  | 'measureFirst'
  | 'measureSecond'
  | 'measureUnscored'
>;

function storeOutcome(outcome: PairOutcome): OutcomeColumns {
  if (outcome.status === 'unscored') {
    const { reason, detail, measure = null } = outcome;
    return {
      ...{ better: null, a: null, aFirst: null, aSecond: null, flipped: null, method: null },
      ...{ unscored: reason, detail, measureFirst: null, measureSecond: null, measureUnscored: measure },
    };
  }
  const { better, a, flipped, method, orders } = outcome;
  const [one, other] = orders;
  return {
    ...{ better, a, aFirst: one.a, aSecond: other.a, flipped, method, unscored: null, detail: null },
    ...{ measureFirst: one.measure, measureSecond: other.measure, measureUnscored: null },
  };
}

/** Undefined where the columns contradict each other. */
function readOutcome(stored: StoredPair): PairOutcome | undefined {
  const { better, a, aFirst, aSecond, flipped, method, unscored, detail } = stored;
  const { measureFirst, measureSecond, measureUnscored } = stored;
  if (unscored !== null) {
    if (better !== null || detail === null) return undefined;
    const seen = measureUnscored === null ? {} : { measure: measureUnscored };
    return { status: 'unscored', reason: unscored, detail, ...seen };
  }
  if (better === null || a === null || flipped === null || method === null) return undefined;
  if (aFirst === null || aSecond === null || measureFirst === null || measureSecond === null) return undefined;
  return {
    status: 'compared',
    ...{ better, a, flipped, method },
    orders: [
      { first: 'a', a: aFirst, measure: measureFirst },
      { first: 'b', a: aSecond, measure: measureSecond },
    ],
  };
}
