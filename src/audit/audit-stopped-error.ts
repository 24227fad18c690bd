import { type ActingRole, ROLE_WORDS } from '../core/acting-role.ts';
import { ExpectedError } from '../core/errors.ts';

/** Somebody stopped an audit before it had begun. */
export class AuditStoppedError extends ExpectedError {
  override readonly name = 'AuditStoppedError';
  override readonly advice = 'Nothing was asked of the judge. /judge audit begins it again.';

  constructor(by: ActingRole) {
    super(`This audit was stopped by ${ROLE_WORDS[by]} before it had begun.`);
  }
}
