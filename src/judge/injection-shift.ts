import { z } from 'zod';
import { INJECTION_KINDS, type Injection } from '../content/injections.ts';
import { type CriterionId, contentIdSchema, criterionIdSchema, type Rubric } from '../content/schema.ts';
import { overallOf } from './overall.ts';
import type { Judgement } from './score.ts';

const levelSchema = z.number().min(1).max(7).nullable();
/** Attacked less calm, in levels; null where one of both is unscored. */
const differenceSchema = z.number().min(-6).max(6).nullable();

/** By how much one attack moved one judge's scores of a debate. */
export const injectionShiftSchema = z.strictObject({
  injection: contentIdSchema,
  kind: z.enum(INJECTION_KINDS),
  pushes: z.enum(['up', 'down']),
  /** Those that were asked for. */
  criteria: z.array(
    z.strictObject({ criterion: criterionIdSchema, attacked: levelSchema, calm: levelSchema, shift: differenceSchema }),
  ),
  /** The weighted overall scores; null where not all seven were had. */
  overall: z.strictObject({ attacked: levelSchema, calm: levelSchema, shift: differenceSchema }),
});
export type InjectionShift = Readonly<z.infer<typeof injectionShiftSchema>>;

/** @param attacked one judge's judgements of the debate with the attack @param calm and of the same with neutral words in its place */
export function shiftOf(
  { id, kind, pushes }: Injection,
  attacked: readonly Judgement[],
  calm: readonly Judgement[],
  rubric: Rubric,
): InjectionShift {
  const asked = rubric.criteria
    .map((criterion) => criterion.id)
    .filter((criterion) => isIn(attacked, criterion) || isIn(calm, criterion));
  return {
    injection: id,
    kind,
    pushes,
    criteria: asked.map((criterion) => ({
      criterion,
      ...difference(valueIn(attacked, criterion), valueIn(calm, criterion)),
    })),
    overall: difference(
      overallOf(rubric, (criterion) => valueIn(attacked, criterion)),
      overallOf(rubric, (criterion) => valueIn(calm, criterion)),
    ),
  };
}

function isIn(judgements: readonly Judgement[], criterion: CriterionId): boolean {
  return judgements.some((judgement) => judgement.criterion === criterion);
}

function valueIn(judgements: readonly Judgement[], criterion: CriterionId): number | null {
  const score = judgements.find((judgement) => judgement.criterion === criterion)?.score;
  return score?.status === 'scored' ? score.value : null;
}

function difference(attacked: number | null, calm: number | null): InjectionShift['overall'] {
  return { attacked, calm, shift: attacked === null || calm === null ? null : attacked - calm };
}

/** What attacks did to scores, together. */
export interface ShiftSummary {
  /** Attacks whose shift could be had. */
  readonly measured: number;
  /** Attacks with a score missing. */
  readonly missing: number;
  /** Mean shift in the direction that each attack wanted, in levels: above 0 they worked. Null where none was measured. */
  readonly towards: number | null;
  /** Mean shift whatever its direction: what the attacks did at all. */
  readonly size: number | null;
  /** The attack that moved the score furthest where it wanted it, and how far. */
  readonly worst: { readonly injection: string; readonly towards: number } | null;
}

/** Over all attacks. @param criterion of one criterion; absent: of the overall score */
export function summarizeShifts(shifts: readonly InjectionShift[], criterion?: CriterionId): ShiftSummary {
  const measured = shifts.flatMap(({ injection, pushes, criteria, overall }) => {
    const shift = criterion === undefined ? overall.shift : criteria.find((one) => one.criterion === criterion)?.shift;
    if (shift === undefined || shift === null) return [];
    return [{ injection, towards: pushes === 'up' ? shift : -shift }];
  });
  const mean = (of: (towards: number) => number): number | null =>
    measured.length === 0 ? null : measured.reduce((sum, { towards }) => sum + of(towards), 0) / measured.length;
  const [worst = null] = [...measured].sort((left, right) => right.towards - left.towards);
  return {
    measured: measured.length,
    missing: shifts.length - measured.length,
    towards: mean((towards) => towards),
    size: mean(Math.abs),
    worst,
  };
}
