import { ExpectedError } from '../core/errors.ts';

/** The judge's server fails again and again: what would follow would say nothing of the judge. */
export class AuditInterruptedError extends ExpectedError {
  override readonly name = 'AuditInterruptedError';
  override readonly advice =
    'What was heard so far is stored. Once the model answers again, run the same command: the audit goes on where it stopped.';

  constructor(model: string, problem: string) {
    super(`The audit of ${model} stopped, because its server failed several times in a row: ${problem}`);
  }
}
