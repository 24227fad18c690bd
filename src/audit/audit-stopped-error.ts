import { ExpectedError } from '../core/errors.ts';

/** Somebody stopped an audit before it had begun. */
export class AuditStoppedError extends ExpectedError {
  override readonly name = 'AuditStoppedError';
  override readonly advice = 'Nothing was asked of the judge. /judge audit begins it again.';

  /** @param by the person, for people */
  constructor(by: string) {
    super(`${by} stopped this audit before it had begun.`);
  }
}
