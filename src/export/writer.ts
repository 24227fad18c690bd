import type { Arm, DebatePlan } from '../debate/plan.ts';

/** Who wrote an answer, as a column of the data. */
export interface Writer {
  readonly arm: Arm;
  /** Null for a baseline, which has none. */
  readonly ensemble: string | null;
  /** The members', in the order of their seats. */
  readonly models: readonly string[];
  /** Ids, in the same order; none for a baseline. */
  readonly personas: readonly string[];
  /** Of whoever wrote the answer down: the chair. */
  readonly model: string;
  readonly persona: string | null;
}

export function writerOf({ arm, ensemble, members, chair }: DebatePlan): Writer {
  return {
    arm,
    ensemble: arm === 'ensemble' ? ensemble : null,
    models: members.map(({ model }) => model),
    personas: members.flatMap(({ persona }) => (persona === null ? [] : [persona.id])),
    model: chair.model,
    persona: chair.persona?.id ?? null,
  };
}
