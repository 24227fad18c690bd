import { ExpectedError } from '../core/errors.ts';

/** The sheet of an audit has nowhere to go. */
export class SheetUnwritableError extends ExpectedError {
  override readonly name = 'SheetUnwritableError';
  override readonly advice = 'Name a folder that can be written with --out. What was heard from a judge stays stored.';

  constructor(folder: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    super(`The sheet cannot be written into ${folder}${code}.`, { cause });
  }
}
