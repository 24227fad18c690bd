import { ExpectedError } from '../core/errors.ts';

export class ReportUnwritableError extends ExpectedError {
  override readonly name = 'ReportUnwritableError';
  override readonly advice = 'Name a file that can be written with --json.';

  constructor(file: string, why: string, cause: unknown) {
    super(`The figures cannot be written to ${file}: ${why}.`, { cause });
  }
}
