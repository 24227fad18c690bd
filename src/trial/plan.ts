import { z } from 'zod';
import type { Ballot } from '../community/ballot.ts';
import type { Keeping } from '../community/kept-facts.ts';
import type { Counting } from '../community/left-out.ts';
import { NO_VOTING_RULES, type VotingRules, votingRulesSchema } from '../community/voting-rules.ts';
import { rubricSchema } from '../content/schema.ts';
import { trialIdSchema, voterIdSchema } from '../core/ids.ts';
import { placeSchema } from '../core/place.ts';
import { LARGEST_SEED } from '../core/random.ts';
import { type Arm, type DebatePlan, debatePlanSchema } from '../debate/plan.ts';
import { judgedKindsSchema } from '../judge/judged-kind.ts';
import { judgeSeatSchema } from '../judge/panel.ts';
import { consentSchema } from './consent.ts';

/** Where a trial was started on Discord, or put to the vote; null for a trial without Discord. */
export const originSchema = placeSchema.nullable();
export type Origin = z.infer<typeof originSchema>;

/** The study that put its trial to the vote: its title, and its own thread, which tells of it. */
const ofStudySchema = z.strictObject({ title: z.string(), threadId: z.string() });

/** What a study's trial is put to the vote with, after its debates were held and judged. */
export const putToVoteSchema = z.strictObject({
  putBy: ofStudySchema,
  origin: placeSchema,
  ballotMilliseconds: z.int().min(1000),
  voting: votingRulesSchema,
});
export type PutToVote = z.infer<typeof putToVoteSchema>;

/** Everything that decides a trial, as it was when it began, or when a study put it to the vote. */
export const trialPlanSchema = z.strictObject({
  trial: trialIdSchema,
  seed: z.int().min(0).max(LARGEST_SEED),
  ensemble: debatePlanSchema,
  /** What the ensemble is measured against, each matched to it call by call: a single model's debate, and on request its drafts. */
  baselines: z.array(debatePlanSchema).min(1),
  /** The panel, in order. A judge has no seat in the debates; its model is of a family that does not debate, where one was at hand. */
  judges: z.array(judgeSeatSchema).min(1),
  /** Whether each member writes an answer of its own beside the ensemble's; absent: none does, as in earlier versions. */
  memberAnswers: z.literal(true).optional(),
  /** What the panel judges. Plans of earlier versions have no such field: then it was debates. */
  judged: judgedKindsSchema.default(['debate']),
  rubric: rubricSchema,
  ballotMilliseconds: z.int().min(1000),
  /** Absent in plans of earlier versions. */
  voting: votingRulesSchema.optional(),
  /** How long people have to say where they stand before the debate, where its format asks them. */
  positionMilliseconds: z.int().min(1000),
  /** For people: the engine the models run on and what it is good for. */
  engine: z.string(),
  /** Said wherever the words of this trial are shown, for example that the model is far too small for quality claims; empty for none. */
  caution: z.string(),
  startedBy: voterIdSchema,
  origin: originSchema,
  /** Of a study's trial since it was put to the vote, as are where it stands, how long its ballot is open and its rules; absent for all others. */
  putBy: ofStudySchema.optional(),
  /** Of whoever typed the question that is debated. */
  publish: consentSchema,
});
export type TrialPlan = z.infer<typeof trialPlanSchema>;

/** By which the ballot's votes are counted. @param plan null: there is none yet */
export function votingRulesOf(plan: Pick<TrialPlan, 'voting'> | null): VotingRules {
  return plan?.voting ?? NO_VOTING_RULES;
}

/** What a ballot's filtered count goes by. */
export function countingOf(plan: Pick<TrialPlan, 'voting'>, { opensAt }: Pick<Ballot, 'opensAt'>): Counting {
  return { rules: votingRulesOf(plan), opensAt };
}

/** How much is kept of whoever does something in a trial. @param at in milliseconds since the epoch */
export function keepingOf(
  {
    plan,
    ballot,
  }: { readonly plan: Pick<TrialPlan, 'voting'> | null; readonly ballot: Pick<Ballot, 'opensAt'> | null },
  at: number,
): Keeping {
  return { rules: votingRulesOf(plan), opensAt: ballot?.opensAt ?? null, at };
}

/** Whether people say where they stand before the debate and after it. Of a study's debate they see nothing before. */
export function asksPositions(plan: Pick<TrialPlan, 'ensemble' | 'putBy'>): boolean {
  return plan.ensemble.format.audience === 'before-and-after' && !wasPutToVote(plan);
}

/** Whether a trial is a study's, of which all was debated and judged before, and only the ballot is held and shown. */
export function wasPutToVote(plan: Pick<TrialPlan, 'putBy'>): boolean {
  return plan.putBy !== undefined;
}

/** The debates that are run, in this order: the ensemble's, then what it is measured against. */
export function debatesOf({ ensemble, baselines }: Pick<TrialPlan, 'ensemble' | 'baselines'>): readonly DebatePlan[] {
  return [ensemble, ...baselines];
}

/** The debate in one arm; undefined where the trial has no such arm. */
export function debateIn(plan: Pick<TrialPlan, 'ensemble' | 'baselines'>, arm: Arm): DebatePlan | undefined {
  return debatesOf(plan).find((debate) => debate.arm === arm);
}
