import { ExpectedError } from '../core/errors.ts';
import { whyUnwritable } from '../core/why-unwritable.ts';

export class ExportUnwritableError extends ExpectedError {
  override readonly name = 'ExportUnwritableError';
  override readonly advice = 'Name a folder that can be written with --out. What was there before is still there.';

  constructor(folder: string, cause: unknown) {
    super(`The data set cannot be written to ${folder}: ${whyUnwritable(cause)}.`, { cause });
  }
}
