import { type ActingRole, ROLE_WORDS } from '../core/acting-role.ts';
import { ExpectedError } from '../core/errors.ts';
import type { JobName } from './job-name.ts';

/** Somebody stopped a job before it had begun. */
export class JobStoppedError extends ExpectedError {
  override readonly name = 'JobStoppedError';
  override readonly advice = 'No model was asked for it. The same command begins it again.';

  constructor(job: JobName, by: ActingRole) {
    super(`This ${job} was stopped by ${ROLE_WORDS[by]} before it had begun.`);
  }
}
