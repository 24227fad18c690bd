import type { Author } from '../community/author.ts';
import type { Arm } from '../debate/plan.ts';
import { debateIn, type TrialPlan } from '../trial/plan.ts';

/** Who wrote an answer, as a column of the data. */
export interface Writer {
  /** `member`: a member of the ensemble, on its own. */
  readonly arm: Arm | 'member';
  /** Null for a baseline, which has none. */
  readonly ensemble: string | null;
  /** The members', in the order of their seats. */
  readonly models: readonly string[];
  /** Ids, in the same order; none for a baseline. */
  readonly personas: readonly string[];
  /** Of whoever wrote the answer down: the chair, or that member. */
  readonly model: string;
  readonly persona: string | null;
}

/** Undefined where the trial has nobody of that kind. */
export function writerOf(plan: TrialPlan, author: Author): Writer | undefined {
  const debate = 'arm' in author ? debateIn(plan, author.arm) : plan.ensemble;
  if (debate === undefined) return undefined;
  const members = 'arm' in author ? debate.members : debate.members.filter(({ seat }) => seat === author.member);
  const writing = 'arm' in author ? debate.chair : members[0];
  if (writing === undefined) return undefined;
  return {
    arm: 'arm' in author ? author.arm : 'member',
    ensemble: debate.arm === 'ensemble' ? debate.ensemble : null,
    models: members.map(({ model }) => model),
    personas: members.flatMap(({ persona }) => (persona === null ? [] : [persona.id])),
    model: writing.model,
    persona: writing.persona?.id ?? null,
  };
}
