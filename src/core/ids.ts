import { z } from 'zod';
import type { Entropy } from './random.ts';

/** One run of a format by an ensemble on a scenario. */
export const debateIdSchema = z
  .string()
  .regex(/^d-[a-z0-9]{6,32}$/)
  .brand<'DebateId'>();
export type DebateId = z.infer<typeof debateIdSchema>;

/** One scenario, ensemble, format and seed run in its arms; it has at most one ballot. */
export const trialIdSchema = z
  .string()
  .regex(/^t-[a-z0-9]{6,32}$/)
  .brand<'TrialId'>();
export type TrialId = z.infer<typeof trialIdSchema>;

/**
 * Somebody on Discord, be it a person or a program, as all that is stored has them: a keyed hash of their id there (person-ids.ts), which the
 * id itself can't be taken for.
 */
export const voterIdSchema = z
  .string()
  .regex(/^v-[0-9a-f]{32}$/)
  .brand<'VoterId'>();
export type VoterId = z.infer<typeof voterIdSchema>;

/** A new trial id. Its debates' ids are made from it, so that one can be found from the other. */
export function newTrialId(entropy: Entropy): TrialId {
  return trialIdSchema.parse(`t-${entropy.hex(5)}`);
}

/** The debate of a trial in one arm. */
export function debateIdOf(trial: TrialId, arm: string): DebateId {
  return debateIdSchema.parse(`d-${trial.slice(2)}${arm.replaceAll('-', '')}`);
}
