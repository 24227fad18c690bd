import { ExpectedError } from '../core/errors.ts';

/** The judge cannot be asked now: what would follow would say nothing of it. */
export class AuditInterruptedError extends ExpectedError {
  override readonly name = 'AuditInterruptedError';
  override readonly advice =
    'What was heard so far is stored. Once the model answers again, run the same command: the audit goes on where it stopped.';

  /** @param why what follows "because", for people @param cause what its last call failed with */
  constructor(model: string, why: string, cause: unknown) {
    super(`The audit of ${model} stopped, because ${why}`, { cause });
  }
}
