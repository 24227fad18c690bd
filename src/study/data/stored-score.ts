import { z } from 'zod';
import { criterionIdSchema } from '../../content/schema.ts';
import { armSchema } from '../../debate/plan.ts';
import type { JudgedObject } from '../../judge/judged-object.ts';
import { judgementSchema, objectOf, type Score } from '../../judge/score.ts';
import { RUBRIC_HASH, readChanges, storeChanges, storedJudgingShape, storedMeasureSchema } from './stored-parts.ts';
import { scoreRowSchema } from './study-rows.ts';

const levelSchema = z.number().min(0).max(1).nullable();
const levelWords = (level: number): string => `the judge’s probability of level ${level}, 0 to 1; null: unscored`;

/** A line of scores.jsonl: every column in every row, and next to nothing nested, so that it loads as a table wherever tables are read. */
export const storedScoreSchema = z.strictObject({
  debate: z.string().describe('id of the debate'),
  trial: z.string().describe('id of its trial'),
  arm: armSchema.describe('of the debate'),
  kind: z
    .enum(['debate', 'answer', 'contribution'])
    .describe('what was scored: all of the debate, its answer alone, or one speaker’s words'),
  speaker: z.string().nullable().describe('whose words, as the judge read the name; null: not one speaker’s'),
  judge: judgementSchema.shape.judge.describe('place on the panel'),
  model: z.string().describe('the judge’s model'),
  criterion: criterionIdSchema.describe('id of the criterion'),
  value: z
    .number()
    .min(1)
    .max(7)
    .nullable()
    .describe('the score, 1 to 7: mean of the judge’s distribution; null: unscored'),
  spread: z.number().min(0).max(3).nullable().describe('standard deviation of that distribution, in levels'),
  p1: levelSchema.describe(levelWords(1)),
  p2: levelSchema.describe(levelWords(2)),
  p3: levelSchema.describe(levelWords(3)),
  p4: levelSchema.describe(levelWords(4)),
  p5: levelSchema.describe(levelWords(5)),
  p6: levelSchema.describe(levelWords(6)),
  p7: levelSchema.describe(levelWords(7)),
  reason: z.string().nullable().describe('the judge’s sentence, written after the score; empty: it gave none'),
  quote: z.string().nullable().describe('what it quoted to show it; null: nothing'),
  quoteStands: z.boolean().nullable().describe('whether the quote stands word for word in what it read'),
  ...storedJudgingShape,
  rubricHash: z.string().nullable().describe(RUBRIC_HASH),
  measure: storedMeasureSchema.nullable().describe('how the score was read from the judge’s model'),
});
type StoredScore = z.infer<typeof storedScoreSchema>;

/** Between a line of scores.jsonl and what the analysis reads. */
export const scoreCodec = z.codec(storedScoreSchema, scoreRowSchema, {
  encode({ trial, arm, model, judgement }) {
    const { debate, judge, criterion, rubricHash = null, changes, score } = judgement;
    const object = objectOf(judgement);
    const { kind } = object;
    return {
      debate,
      trial,
      arm,
      kind,
      speaker: speakerIn(object),
      judge,
      model,
      criterion,
      ...storeScore(score),
      rubricHash,
      changes: storeChanges(changes),
      measure: score.measure ?? null,
    };
  },
  decode(stored, { issues }) {
    const { trial, arm, model, debate, judge, criterion, rubricHash } = stored;
    const score = readScore(stored);
    if (score === undefined) {
      issues.push({ code: 'custom', input: stored, message: 'has neither a score nor why there is none' });
      return z.NEVER;
    }
    const rubric = rubricHash === null ? {} : { rubricHash };
    const judgement = {
      debate,
      object: readObject(stored),
      judge,
      criterion,
      ...rubric,
      ...readChanges(stored.changes),
      score,
    };
    return { trial, arm, model, judgement };
  },
});

function speakerIn(object: JudgedObject): string | null {
  return object.kind === 'debate' ? null : (object.speaker ?? null);
}

function readObject({ kind, speaker }: StoredScore): JudgedObject {
  switch (kind) {
    case 'debate':
      return { kind };
    case 'answer':
      return { kind, ...(speaker === null ? {} : { speaker }) };
    case 'contribution':
      // Without a speaker it is none, and the schema of what is read says so.
      return { kind, speaker: speaker ?? '' };
  }
}

type ScoreColumns = Omit<
  StoredScore,
  | 'debate'
  | 'trial'
  | 'arm'
  | 'kind'
  | 'speaker'
  | 'judge'
  | 'model'
  | 'criterion'
  | 'rubricHash'
  | 'changes'
  | 'measure'
>;

const NO_SCORE = {
  value: null,
  spread: null,
  p1: null,
  p2: null,
  p3: null,
  p4: null,
  p5: null,
  p6: null,
  p7: null,
  reason: null,
  quote: null,
  quoteStands: null,
  method: null,
} as const;

function storeScore(score: Score): ScoreColumns {
  if (score.status === 'unscored') return { ...NO_SCORE, unscored: score.reason, detail: score.detail };
  const { value, spread = null, distribution, reason, quote, method } = score;
  const [p1 = null, p2 = null, p3 = null, p4 = null, p5 = null, p6 = null, p7 = null] = distribution;
  return {
    ...{ value, spread, p1, p2, p3, p4, p5, p6, p7, reason },
    quote: quote?.text ?? null,
    quoteStands: quote?.stands ?? null,
    method,
    unscored: null,
    detail: null,
  };
}

/** Undefined where the columns contradict each other. */
function readScore(stored: StoredScore): Score | undefined {
  const { value, spread, reason, quote, quoteStands, method, unscored, detail, measure } = stored;
  const { p1, p2, p3, p4, p5, p6, p7 } = stored;
  const seen = measure === null ? {} : { measure };
  if (unscored !== null) {
    return value === null && detail !== null ? { status: 'unscored', reason: unscored, detail, ...seen } : undefined;
  }
  const distribution = [p1, p2, p3, p4, p5, p6, p7].flatMap((level) => level ?? []);
  if (value === null || reason === null || method === null || (quote === null) !== (quoteStands === null))
    return undefined;
  return {
    status: 'scored',
    value,
    ...(spread === null ? {} : { spread }),
    distribution,
    method,
    ...seen,
    reason,
    quote: quote === null || quoteStands === null ? null : { text: quote, stands: quoteStands },
  };
}
