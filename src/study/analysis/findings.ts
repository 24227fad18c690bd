import { z } from 'zod';
import { countsSchema, funnelSchema, measureSchema, rejectionsSchema, stancesSchema } from './findings/counts.ts';
import {
  groupTableSchema,
  headlineSchema,
  lengthAdjustedSchema,
  scoreTableSchema,
  sensitivitySchema,
  tokenMatchedSchema,
} from './findings/difference.ts';
import { judgingSchema } from './findings/judges.ts';
import { communitySchema } from './findings/people.ts';
import { contributionsSchema, preferencesSchema, strengthsSchema } from './findings/wins.ts';

/** What a reader has to know before the first figure. */
const caveatSchema = z.strictObject({
  id: z.enum([
    'run-by-others',
    'pairs-lost',
    'partial',
    'withheld',
    'part-of-sample',
    'small-models',
    'judge-debates',
    'judge-of-the-family',
    'judge-not-fit',
    'judge-fit-for-some',
    'judge-not-audited',
    'by-place',
    'one-model',
    'one-baseline',
    'few-scenarios',
    'incomplete-counted',
    'unscored',
    'tokens-differ',
  ]),
  /** `grave`: no claim about debates can rest on the figures. `caution`: read them with this in mind. */
  weight: z.enum(['grave', 'caution']),
  /** A sentence or more for people. */
  words: z.string(),
});
export type Caveat = Readonly<z.infer<typeof caveatSchema>>;

/**
 * Everything that is said of a study's data: plain JSON, written beside the report as findings.json. Every figure has its n and its interval,
 * or in words why it has none. Differences are of the plan's arms: `one` is the ensemble, `other` what it is measured against.
 */
export const studyFindingsSchema = z.strictObject({
  study: z.strictObject({ id: z.string(), title: z.string(), about: z.string(), planHash: z.string() }),
  /** To be put first; the grave ones come first. */
  caveats: z.array(caveatSchema),
  /** What follows, in sentences by rule from the intervals; the headline's first. */
  conclusions: z.array(z.strictObject({ about: z.string(), words: z.string() })),
  counts: countsSchema,
  headline: headlineSchema,
  scores: z.array(scoreTableSchema),
  groups: z.array(groupTableSchema),
  /** `missing`: why there are none; empty where there are. */
  preferences: z.strictObject({ rows: z.array(preferencesSchema), missing: z.string() }),
  /** What people on Discord prefer, beside the judges on the same pairs. */
  community: communitySchema,
  contributions: z.strictObject({ arms: z.array(contributionsSchema), missing: z.string() }),
  strengths: strengthsSchema,
  lengthAdjusted: lengthAdjustedSchema,
  tokenMatched: tokenMatchedSchema,
  measures: z.array(measureSchema),
  funnel: z.array(funnelSchema),
  rejections: z.array(rejectionsSchema),
  stances: z.array(stancesSchema),
  judging: judgingSchema,
  sensitivity: z.array(sensitivitySchema),
});
export type StudyFindings = Readonly<z.infer<typeof studyFindingsSchema>>;
