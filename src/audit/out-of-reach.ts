import { type ExpectedError, isExpected } from '../core/errors.ts';
import type { PairOutcome } from '../judge/pair-judgement.ts';
import type { Score } from '../judge/score.ts';
import { ModelMissingError } from '../models/port/model-missing-error.ts';
import { ModelUnreachableError } from '../models/port/model-unreachable-error.ts';
import { NoModelError } from '../models/port/no-model-error.ts';
import { wasHeard } from './audit-record.ts';
import { JudgeMissingError } from './judge-missing-error.ts';
import { JudgeOutOfReachError } from './judge-out-of-reach-error.ts';
import type { MeteredModel } from './metered-model.ts';

const OUT_OF_REACH = [ModelUnreachableError, ModelMissingError, JudgeMissingError, NoModelError] as const;

/**
 * Why a judge that was there when its audit was asked for cannot be reached now: its server does not answer, or none that answers has it.
 * Both pass when a server comes back. Undefined for everything else: a judge that fails on a server that answers will fail again.
 */
export function whyOutOfReach(error: unknown): ExpectedError | undefined {
  const why = error instanceof JudgeOutOfReachError ? error.cause : error;
  return isExpected(why) && OUT_OF_REACH.some((kind) => why instanceof kind) ? why : undefined;
}

/** Keeps from being stored, and held against the judge, what was not heard since it is out of reach. @throws JudgeOutOfReachError */
export function throwIfOutOfReach(outcome: Score | PairOutcome, model: MeteredModel): void {
  const why = wasHeard(outcome) ? undefined : whyOutOfReach(model.failure());
  if (why !== undefined) throw new JudgeOutOfReachError(model.info.name, why);
}
