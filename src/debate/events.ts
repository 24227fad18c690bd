import { z } from 'zod';
import { debatePlanSchema, seatSchema } from './plan.ts';

/** Why a turn is not valid. src/debate/validity/ detects most of these; `over-time` and `model-failed` are how its call went. */
export const rejectionSchema = z.enum([
  'cut-by-length',
  'empty',
  'empty-after-thinking',
  'too-short',
  'thinking-never-closed',
  'repeats-itself',
  'repeats-another-turn',
  'repeats-the-prompt',
  'speaks-for-others',
  'refuses',
  'wrong-language',
  'over-time',
  'model-failed',
]);
export type Rejection = z.infer<typeof rejectionSchema>;
/** Reasons that no text gives: they are told by how the call went. */
export const REJECTED_FOR_THE_CALL: ReadonlySet<Rejection> = new Set(['over-time', 'model-failed']);

const usageSchema = z.strictObject({
  promptTokens: z.number().optional(),
  completionTokens: z.number().optional(),
  loadMilliseconds: z.number().optional(),
  promptMilliseconds: z.number().optional(),
  completionMilliseconds: z.number().optional(),
});

/**
 * Why an attempt's call ended. The first five are what a model tells (FinishReason in src/models/port); `broken-off`: we did, while it
 * streamed; `failed`: it told nothing, since its server failed or its time was over.
 */
export const turnFinishSchema = z.enum(['stop', 'length', 'window', 'cancelled', 'other', 'broken-off', 'failed']);
export type TurnFinish = z.infer<typeof turnFinishSchema>;

/** Which turn: a round (1 and up; the answer comes after the last) and a seat. */
export const turnKeySchema = z.strictObject({ round: z.int().min(1), seat: seatSchema });
export type TurnKey = z.infer<typeof turnKeySchema>;

const turnStart = z.strictObject({
  type: z.literal('turn-start'),
  turn: turnKeySchema,
  /** 1 to 3. */
  attempt: z.int().min(1),
  seed: z.int(),
  promptTokens: z.int(),
  templateHash: z.string(),
});

/** Why a turn's first word is not there yet. Not stored. */
const turnWaiting = z.strictObject({
  type: z.literal('turn-waiting'),
  turn: turnKeySchema,
  attempt: z.int().min(1),
  waiting: z.discriminatedUnion('for', [
    /** All servers are busy; so many calls come first. */
    z.strictObject({ for: z.literal('server'), ahead: z.int().min(0) }),
    z.strictObject({ for: z.literal('reading') }),
    z.strictObject({ for: z.literal('loading') }),
  ]),
});

/**
 * While a model writes: all words of this attempt so far (not only the new ones), so that a reader who misses some loses nothing. An empty
 * text takes back what was shown: it was thinking. Not stored: the words come again, whole, in `turn-end`.
 */
const turnDelta = z.strictObject({
  type: z.literal('turn-delta'),
  turn: turnKeySchema,
  attempt: z.int().min(1),
  text: z.string(),
});

/** A server failed in the middle of a turn and another one begins anew: all words so far are void. Not stored. */
const turnStartedOver = z.strictObject({
  type: z.literal('turn-started-over'),
  turn: turnKeySchema,
  attempt: z.int().min(1),
  /** For people. */
  reason: z.string(),
});

const turnEnd = z.strictObject({
  type: z.literal('turn-end'),
  turn: turnKeySchema,
  attempt: z.int().min(1),
  /** Without thinking, trimmed. Kept for rejected turns too. */
  text: z.string(),
  thinking: z.string(),
  outcome: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('valid') }),
    z.strictObject({ status: z.literal('rejected'), reason: rejectionSchema, detail: z.string() }),
  ]),
  finishReason: turnFinishSchema,
  usage: usageSchema,
  /** Which server answered, where there are several. */
  server: z.string().optional(),
  /** Wall-clock time of the model's call, in milliseconds. */
  milliseconds: z.number(),
});

export const answerSchema = z.strictObject({
  recommendation: z.string().min(1),
  strongestObjection: z.string().min(1),
  /** Empty when the chair named none. */
  dissent: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

/** -3: strongly against the motion; 0: undecided; 3: strongly for it. */
export const stanceValueSchema = z.int().min(-3).max(3);

/** Where a member stands after a turn, in its own words, whatever side it argues. */
const stanceStated = z.strictObject({
  type: z.literal('stance-stated'),
  turn: turnKeySchema,
  stance: stanceValueSchema,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Whose words moved it most since it last spoke, as it says; null: nobody's. */
  movedBy: seatSchema.nullable(),
  because: z.string(),
  /** The call in which it was stated. */
  call: z.strictObject({
    /** 1 or 2. */
    attempt: z.int().min(1),
    seed: z.int(),
    templateHash: z.string(),
    usage: usageSchema,
    /** Wall-clock time. */
    milliseconds: z.number(),
    /** Which server answered, where there are several. */
    server: z.string().optional(),
  }),
});
export type StanceStated = z.infer<typeof stanceStated>;

/** All attempts were rejected: the member says nothing in this round, and the debate is incomplete. */
const memberSilent = z.strictObject({
  type: z.literal('member-silent'),
  turn: turnKeySchema,
  reason: rejectionSchema,
});

/** The window was short: of the transcript, `turns` earlier turns were given to the speaker as a digest. */
const transcriptDigested = z.strictObject({
  type: z.literal('transcript-digested'),
  turn: turnKeySchema,
  turns: z.int().min(1),
});

/** What a debate is made of. One union is the whole contract between the engine and all that shows, stores or judges debates. */
export const debateEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('debate-start'), plan: debatePlanSchema }),
  z.strictObject({ type: z.literal('round-start'), round: z.int().min(1), heading: z.string() }),
  turnStart,
  turnWaiting,
  turnDelta,
  turnStartedOver,
  turnEnd,
  memberSilent,
  transcriptDigested,
  stanceStated,
  /** It could not be had; nothing is made up in its place. `reason` is for people. */
  z.strictObject({
    type: z.literal('stance-unstated'),
    turn: turnKeySchema,
    reason: z.string(),
    /** Its server or model could not be had, and it was not asked. */
    modelFailed: z.literal(true).optional(),
  }),
  /** Somebody of the audience asked; all members read it from this round on. */
  z.strictObject({
    type: z.literal('question-put'),
    round: z.int().min(1),
    id: z.string(),
    text: z.string().min(1),
  }),
  /** A person took a seat beside the members and speaks last in each open round from this one on. */
  z.strictObject({
    type: z.literal('person-joined'),
    round: z.int().min(1),
    seat: seatSchema,
    name: z.string().min(1),
  }),
  /** It is the person's turn, until a time in milliseconds since the epoch. */
  z.strictObject({ type: z.literal('person-asked'), turn: turnKeySchema, until: z.number() }),
  z.strictObject({ type: z.literal('person-spoke'), turn: turnKeySchema, text: z.string().min(1) }),
  /** The time was over, or they passed: the debate goes on without their words, and is no less complete for it. */
  z.strictObject({ type: z.literal('person-silent'), turn: turnKeySchema }),
  /** The chair's turn comes: what people asked before is put to it, and nothing more can be asked. */
  z.strictObject({ type: z.literal('answer-start') }),
  /** The chair's turn as the debate's answer. */
  z.strictObject({ type: z.literal('answer-ready'), answer: answerSchema }),
  z.strictObject({
    type: z.literal('debate-end'),
    status: z.enum(['complete', 'incomplete', 'stopped', 'failed']),
    /** For people: what is missing or what went wrong; empty when complete. */
    reasons: z.array(z.string()),
  }),
]);
export type DebateEvent = z.infer<typeof debateEventSchema>;
export type EventInFlight = Extract<DebateEvent, { type: 'turn-delta' | 'turn-waiting' | 'turn-started-over' }>;
export type RecordedDebateEvent = Exclude<DebateEvent, EventInFlight>;
export type TurnEnd = z.infer<typeof turnEnd>;

/** What is recorded of the members' own answers, beside their debate and in none of its rounds (see askMembers). */
export const memberAnswerEventSchema = z.discriminatedUnion('type', [
  turnStart,
  turnEnd,
  memberSilent,
  transcriptDigested,
]);
export type MemberAnswerEvent = z.infer<typeof memberAnswerEventSchema>;

const IN_FLIGHT: ReadonlySet<DebateEvent['type']> = new Set<EventInFlight['type']>([
  'turn-delta',
  'turn-waiting',
  'turn-started-over',
]);

/** Whether an event belongs into the log: all but what is in flight, of which only the latest matters. */
export function isRecorded(event: DebateEvent): event is RecordedDebateEvent {
  return !IN_FLIGHT.has(event.type);
}
