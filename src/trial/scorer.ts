import type { Judgement } from '../judge/score.ts';
import type { TrialPlan } from './plan.ts';

/** Who scored answers: one judge, or a panel's judges together. */
export interface Scorer {
  readonly kind: 'judge' | 'panel';
  /** Of the judges; sorted. A judge that thinks first is another instrument, and is named so. */
  readonly models: readonly string[];
}

/** A scorer and the judgements that are its own. */
export interface Seated extends Scorer {
  readonly judgements: readonly Judgement[];
  /** How many judges' scores make one of its. */
  readonly judges: number;
}

/** By judge, and together where there are several. @param judgements all of a trial */
export function scorersOf({ judges }: Pick<TrialPlan, 'judges'>, judgements: readonly Judgement[]): readonly Seated[] {
  const seats = judges.map(({ judge, model }): Seated => {
    const own = judgements.filter((judgement) => judgement.judge === judge);
    const name = own.some(hasThought) ? `${model} (thinking)` : model;
    return { kind: 'judge', models: [name], judgements: own, judges: 1 };
  });
  if (seats.length < 2) return seats;
  const models = seats.flatMap((seat) => seat.models).sort();
  return [...seats, { kind: 'panel', models, judgements, judges: seats.length }];
}

/** One name for each scorer, for people and for looking things up. */
export function nameOf({ kind, models }: Scorer): string {
  return kind === 'judge' ? `judge ${models.join()}` : `panel of ${models.join(', ')}`;
}

function hasThought({ score }: Judgement): boolean {
  return score.measure?.thinking === true;
}
