import { ExpectedError } from '../../core/errors.ts';
import { withoutPassword } from '../../core/without-password.ts';

export class QueueUnreachableError extends ExpectedError {
  override readonly name = 'QueueUnreachableError';
  override readonly advice =
    'Check the address (redis://:password@host:6379/0) and that this machine may reach it; docs/many-machines.md has the setup.';

  constructor(address: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The queue ${withoutPassword(address)} cannot be used: ${why}.`, { cause });
  }
}
