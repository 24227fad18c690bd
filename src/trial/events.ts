import { z } from 'zod';
import { ballotSchema, voteSchema } from '../community/ballot.ts';
import { positionSchema } from '../community/position.ts';
import { ratingSchema } from '../community/rating.ts';
import { reactionCountSchema, reactionSchema, wipeSchema } from '../community/reaction.ts';
import { actingRoleSchema } from '../core/acting-role.ts';
import { debateIdSchema, voterIdSchema } from '../core/ids.ts';
import { type DebateEvent, memberAnswerEventSchema, turnKeySchema } from '../debate/events.ts';
import { type Arm, armSchema } from '../debate/plan.ts';
import { pairJudgementSchema } from '../judge/pair-judgement.ts';
import { judgementSchema } from '../judge/score.ts';
import { calibratedSchema } from '../statistics/calibrate.ts';
import { AUDIENCE_LIMITS } from './audience-limits.ts';
import { consentSchema } from './consent.ts';
import { putToVoteSchema, trialPlanSchema } from './plan.ts';

/** All of a trial beside its debates' own events: one stream a trial. */
export const trialEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('trial-start'), plan: trialPlanSchema }),
  /** People are asked where they stand before the first word, until a time in milliseconds since the epoch. */
  z.strictObject({ type: z.literal('positions-open'), closesAt: z.number() }),
  z.strictObject({ type: z.literal('positions-closed') }),
  z.strictObject({ type: z.literal('position-taken'), position: positionSchema }),
  /** A step of a member's own answer, after the ensemble's debate. */
  z.strictObject({ type: z.literal('member-answering'), step: memberAnswerEventSchema }),
  z.strictObject({ type: z.literal('judging-start'), debate: debateIdSchema, arm: armSchema }),
  z.strictObject({ type: z.literal('score-ready'), arm: armSchema, judgement: judgementSchema }),
  /** One judge's comparison of two arms' answers. */
  z.strictObject({
    type: z.literal('pair-judged'),
    arms: z.strictObject({ a: armSchema, b: armSchema }),
    judgement: pairJudgementSchema,
  }),
  /** A study's trial, which had come to its end, goes on with a ballot, and ends once more. */
  z.strictObject({ type: z.literal('put-to-vote'), put: putToVoteSchema }),
  z.strictObject({ type: z.literal('ballot-open'), ballot: ballotSchema }),
  z.strictObject({ type: z.literal('vote-cast'), vote: voteSchema }),
  z.strictObject({ type: z.literal('rating-given'), rating: ratingSchema }),
  z.strictObject({ type: z.literal('reaction-changed'), reaction: reactionSchema }),
  z.strictObject({ type: z.literal('reactions-wiped'), wipe: wipeSchema }),
  /** The lists that stood at close, one for each target and meaning under which somebody stood; the last count is the one that counts. */
  z.strictObject({ type: z.literal('reactions-counted'), counts: z.array(reactionCountSchema) }),
  /** They could not be had: what was seen while the bot was up stands. `reason` is for people. */
  z.strictObject({ type: z.literal('reactions-not-counted'), reason: z.string() }),
  /** What the panel's scores of answers are on people's scale, by ballots that closed before; absent where these are too few. */
  z.strictObject({ type: z.literal('people-scale-known'), scale: calibratedSchema }),
  /** Votes were missing shortly before the deadline. `voters`, here and below: those that the ballot's filtered count had then. */
  z.strictObject({ type: z.literal('ballot-reminded'), voters: z.int().min(0), quorum: z.int().min(1) }),
  /** Votes were missing at the deadline, which is put off, once: to a time in milliseconds since the epoch. */
  z.strictObject({
    type: z.literal('ballot-extended'),
    closesAt: z.number(),
    voters: z.int().min(0),
    quorum: z.int().min(1),
  }),
  /** A person closes the ballot before its deadline: from here on nothing is taken, and it is counted as at a deadline. */
  z.strictObject({ type: z.literal('ballot-close-asked'), by: actingRoleSchema }),
  z.strictObject({ type: z.literal('ballot-closed') }),
  /** The texts are taken off view, by a person's command or by enough warnings. */
  z.strictObject({ type: z.literal('trial-hidden'), by: actingRoleSchema, reason: z.string() }),
  /** Somebody asked the members a question, which is put to them in their next round. */
  z.strictObject({
    type: z.literal('question-asked'),
    id: z.string(),
    text: z.string().min(1).max(AUDIENCE_LIMITS.questionCharacters),
    by: voterIdSchema,
    publish: consentSchema,
  }),
  /** A person takes a seat from the next round on; `name` is how all read them, and none that they have elsewhere. */
  z.strictObject({
    type: z.literal('seat-taken'),
    id: z.string(),
    name: z.string().min(1),
    by: voterIdSchema,
    /** Of all that they will say there. */
    publish: consentSchema,
  }),
  /** What a person at the table says in a turn; empty: they pass. */
  z.strictObject({
    type: z.literal('words-given'),
    turn: turnKeySchema,
    text: z.string().max(AUDIENCE_LIMITS.turnCharacters),
  }),
  /** A person asked for its end: it goes on no more, whatever happens before the end is stored. */
  z.strictObject({ type: z.literal('stop-asked'), by: actingRoleSchema }),
  /** What the deletion of a person's data leaves in the place of an event. `what`: of which type. */
  z.strictObject({ type: z.literal('deleted'), what: z.string() }),
  z.strictObject({
    type: z.literal('trial-end'),
    /** `complete`: all debates, all scores and the ballot; `incomplete`: something is missing, named in `reasons`. */
    status: z.enum(['complete', 'incomplete', 'stopped', 'failed']),
    reasons: z.array(z.string()),
  }),
]);
export type TrialEvent = z.infer<typeof trialEventSchema>;

/** What presenters and readers see, in order: the trial's own events, and those of its debates with their arm. */
export type TrialUpdate = (
  | { readonly source: 'trial'; readonly event: TrialEvent }
  | { readonly source: 'debate'; readonly arm: Arm; readonly event: DebateEvent }
) & {
  /** When it was stored, in milliseconds since the epoch; absent for what is not stored. */
  readonly at?: number;
};
