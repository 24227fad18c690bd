import { ExpectedError } from '../core/errors.ts';

/** Several machines were to write a store that serves one process. */
export class StoreNotSharedError extends ExpectedError {
  override readonly name = 'StoreNotSharedError';
  override readonly advice =
    'Name a store that all machines reach, as postgres://user:password@host/database or redis://host:6379/0.';

  constructor(scheme: string) {
    super(`A store that begins with ${scheme}:// serves one process.`);
  }
}
