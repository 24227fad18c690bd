import { type ExpectedError, isExpected } from '../core/errors.ts';
import { ModelMissingError } from '../models/port/model-missing-error.ts';
import { ModelUnreachableError } from '../models/port/model-unreachable-error.ts';
import { NoModelError } from '../models/port/no-model-error.ts';
import { AuditInterruptedError } from './audit-interrupted-error.ts';
import { JudgeMissingError } from './judge-missing-error.ts';

const OUT_OF_REACH = [ModelUnreachableError, ModelMissingError, JudgeMissingError, NoModelError] as const;

/**
 * Why a judge that was there when its audit was asked for cannot be reached now: its server does not answer, or none that answers has it.
 * Both pass when a server comes back. Undefined for everything else: a judge that fails on a server that answers will fail again.
 */
export function whyOutOfReach(error: unknown): ExpectedError | undefined {
  const why = error instanceof AuditInterruptedError ? error.cause : error;
  return isExpected(why) && OUT_OF_REACH.some((kind) => why instanceof kind) ? why : undefined;
}
