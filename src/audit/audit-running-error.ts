import { ExpectedError } from '../core/errors.ts';

/** One judge is audited at a time. */
export class AuditRunningError extends ExpectedError {
  override readonly name = 'AuditRunningError';
  override readonly advice =
    'One judge is audited at a time: wait until its sheet is there, or park it with /judge stop.';

  /** @param what is audited, for people; absent: an audit is just being begun */
  constructor(what?: string) {
    super(what === undefined ? 'Another audit is just being begun.' : `The audit of ${what} is running.`);
  }
}
