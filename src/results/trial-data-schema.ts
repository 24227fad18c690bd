import { z } from 'zod';
import { withAuthor } from '../community/author.ts';
import { letterSchema } from '../community/ballot.ts';
import { LEFT_OUT } from '../community/left-out.ts';
import { wipeSchema } from '../community/reaction.ts';
import { rubricSchema, scenarioSchema } from '../content/schema.ts';
import { trialIdSchema } from '../core/ids.ts';
import { answerSchema, rejectionSchema, stanceValueSchema } from '../debate/events.ts';
import { armSchema, debatePlanSchema, seatSchema } from '../debate/plan.ts';
import { judgedKindsSchema } from '../judge/judged-kind.ts';
import { pairJudgementSchema } from '../judge/pair-judgement.ts';
import { judgeSeatSchema } from '../judge/panel.ts';
import { judgementSchema } from '../judge/score.ts';
import { estimateSchema } from '../statistics/estimate.ts';

export const TRIAL_DATA_FORMAT = 'ensemble-debates/trial';
/** Grows with each change after which a reader of the one before would misread a file. */
export const TRIAL_DATA_VERSION = 1;

const countSchema = z.int().min(0);
/** ISO 8601, in UTC; null where it is not known. */
const timeSchema = z.iso.datetime().nullable();

/** How many reacted so: people, and programs apart. */
const markSchema = z.strictObject({
  /** Id of a meaning in prompts/reactions.yaml, or of a criterion. */
  meaning: z.string(),
  people: countSchema,
  /** Those of them whom the ballot's rules leave in, and who did not give the opposite one later. */
  filtered: countSchema,
  /** People who gave the opposite one too, and it was not seen which was the last: not in `filtered`. */
  unclear: countSchema,
  /** People of whom nothing is known, so that they stand in both counts. */
  unknown: countSchema,
  scripted: countSchema,
});

/** A member, the chair, or a person, who is called a guest. */
const speakerSchema = z.strictObject({
  seat: seatSchema,
  name: z.string(),
  /** Id of the persona; null where none was played. */
  persona: z.string().nullable(),
  /** Null for a person. */
  model: z.string().nullable(),
  /** The side that it was given to argue. */
  stance: debatePlanSchema.shape.chair.shape.stance,
});

const turnSchema = z.strictObject({
  /** 1 and up. */
  round: z.int().min(1),
  seat: seatSchema,
  /** Without thinking. */
  text: z.string(),
  at: timeSchema,
  marks: z.array(markSchema),
  /** Where the speaker stated afterwards that it stands; null where it was not asked, or did not say. */
  stated: z
    .strictObject({
      /** -3, strongly against the motion, to 3. */
      stance: stanceValueSchema,
      confidence: z.number().min(0).max(1),
      /** Whose words moved it. */
      movedBy: seatSchema.nullable(),
      because: z.string(),
    })
    .nullable(),
});

const debateSchema = z.strictObject({
  arm: armSchema,
  /** Under which its answer stood on the ballot; null where it did not. */
  letter: letterSchema.nullable(),
  status: z.enum(['complete', 'incomplete', 'stopped', 'failed']).nullable(),
  /** What is missing, for people. */
  reasons: z.array(z.string()),
  seed: debatePlanSchema.shape.seed,
  temperature: debatePlanSchema.shape.temperature,
  ensemble: debatePlanSchema.shape.ensemble,
  /** Id of the format. */
  format: z.string(),
  /** SHA-256 of each template, by name. */
  promptHashes: debatePlanSchema.shape.promptHashes,
  members: z.array(speakerSchema),
  chair: speakerSchema,
  /** Who took part in this debate as a person. */
  people: z.array(speakerSchema),
  rounds: z.array(z.strictObject({ number: z.int().min(1), heading: z.string() })),
  /** What the audience asked, before the round in which it was put. */
  questions: z.array(z.strictObject({ round: z.int().min(1), text: z.string() })),
  turns: z.array(turnSchema),
  /** Turns in which a member was recorded as silent. */
  silent: z.array(z.strictObject({ round: z.int().min(1), seat: seatSchema, reason: rejectionSchema })),
  /** As the chair wrote it; on the ballot it stood without names. Null where none was reached. */
  answer: answerSchema.nullable(),
  /** Under it on the ballot. */
  answerMarks: z.array(markSchema),
  /** Under the chair's turn that wrote it, in the thread. */
  chairMarks: z.array(markSchema),
});

/** A member's own answer, beside the ensemble's. */
const memberAnswerSchema = z.strictObject({
  seat: seatSchema,
  /** Under which it stood on the ballot; null where it did not. */
  letter: letterSchema.nullable(),
  /** Why there is none; null where there is one, and where it was not asked. */
  silent: rejectionSchema.nullable(),
  /** As the member wrote it; on the ballot it stood without names. */
  answer: answerSchema.nullable(),
  marks: z.array(markSchema),
});

/** What one group of voters chose. */
const votesSchema = z.strictObject({
  voters: countSchema,
  answers: z.array(withAuthor({ votes: countSchema })),
  ties: countSchema,
  allBad: countSchema,
  /** The ensemble's share of the votes for an answer, with its 95% interval; null: not enough votes. */
  ensembleShare: z.strictObject({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
});

/** Mean of ratings from 1 to 7 with its 95% interval; n counts raters. */
const ratingMeanSchema = z.union([
  estimateSchema,
  z.strictObject({ status: z.literal('not-enough-ratings'), n: countSchema, least: countSchema }),
]);
const ratingsSchema = z.strictObject({
  raters: countSchema,
  criteria: z.array(z.strictObject({ criterion: z.string(), mean: ratingMeanSchema })),
  overall: ratingMeanSchema,
});

const sidesSchema = z.strictObject({ for: countSchema, undecided: countSchema, against: countSchema });
const swingSchema = z.strictObject({
  answered: z.strictObject({ before: countSchema, after: countSchema, both: countSchema }),
  before: sidesSchema,
  after: sidesSchema,
  moved: sidesSchema,
  meanChange: z.number().nullable(),
  won: z.enum(['for', 'against', 'tie']).nullable(),
});

const leftOutSchema = z.array(z.strictObject({ reason: z.enum(LEFT_OUT), voters: countSchema }));

/** The community's side: counts and means, nothing of any single voter. */
const communitySchema = z.strictObject({
  opensAt: timeSchema,
  closesAt: timeSchema,
  /** Whether it was extended for its quorum, and whether somebody closed it before its deadline. */
  extended: z.boolean(),
  closedByHand: z.boolean(),
  votes: z.strictObject({
    /** Everybody but programs. */
    people: votesSchema,
    /** Those of them whom the ballot's rules leave in. */
    filtered: votesSchema,
    leftOut: leftOutSchema,
    /** Those who had not been seen to watch. */
    unwatched: votesSchema,
    /** Those who guessed wrong, or could not tell, which answer the ensemble wrote. */
    unsure: votesSchema,
    /** Programs. */
    scripted: votesSchema,
  }),
  ratings: z.strictObject({
    answers: z.array(withAuthor({ people: ratingsSchema, filtered: ratingsSchema, scripted: ratingsSchema })),
    leftOut: leftOutSchema,
  }),
  swing: z
    .strictObject({
      people: swingSchema,
      filtered: swingSchema,
      leftOut: leftOutSchema,
      unknown: countSchema,
      scripted: swingSchema,
    })
    .nullable(),
  reactions: z.strictObject({
    /** `lists`: by those that Discord held when the ballot closed; `seen`: by what was seen while the bot was up. */
    countedBy: z.enum(['lists', 'seen']),
    /** What a moderator removed: there those that were seen last count. */
    wipes: z.array(wipeSchema),
  }),
  seal: z.strictObject({
    /** SHA-256 of what was sealed, as posted when the ballot opened. */
    commitment: z.string(),
    nonce: z.string(),
    /** Whether what the panel said and the order of the answers hash to it. */
    holds: z.boolean(),
  }),
});

/** A trial that has ended, as a file. It has the words that were said in its thread; of people neither names nor ids. */
export const trialDataSchema = z.strictObject({
  format: z.literal(TRIAL_DATA_FORMAT),
  version: z.literal(TRIAL_DATA_VERSION),
  /** What wrote the file. */
  writtenBy: z.strictObject({ program: z.literal('ensemble-debates'), version: z.string() }),
  trial: trialIdSchema,
  startedAt: timeSchema,
  seed: debatePlanSchema.shape.seed,
  status: z.enum(['complete', 'incomplete', 'stopped', 'failed']),
  reasons: z.array(z.string()),
  engine: z.string(),
  caution: z.string(),
  scenario: scenarioSchema,
  rubric: rubricSchema,
  /** SHA-256 over the rubric's canonical JSON: scores by others are not comparable. */
  rubricHash: z.string(),
  judges: z.array(judgeSeatSchema),
  /** What the panel was asked to judge. */
  judged: judgedKindsSchema,
  debates: z.array(debateSchema),
  /** Members' own answers, where these were asked for. */
  memberAnswers: z.array(memberAnswerSchema),
  /** Each judge's scores, with their distributions, reasons and quotes. */
  scores: z.array(z.strictObject({ arm: armSchema, judgement: judgementSchema })),
  pairs: z.array(
    z.strictObject({ arms: z.strictObject({ a: armSchema, b: armSchema }), judgement: pairJudgementSchema }),
  ),
  /** Null where no ballot was closed. */
  community: communitySchema.nullable(),
  agreement: z.strictObject({
    /** Whether judge and people preferred the same answer, by all votes and by the filtered count. */
    preferred: z.enum(['same', 'different', 'no preference', 'not enough votes', 'unscored']),
    preferredFiltered: z.enum(['same', 'different', 'no preference', 'not enough votes', 'unscored']),
    /** Krippendorff's alpha of the judges among themselves, over all scores. */
    judges: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('value'), value: z.number() }),
      z.strictObject({ status: z.literal('undefined'), reason: z.string() }),
    ]),
  }),
});
export type TrialData = z.infer<typeof trialDataSchema>;
