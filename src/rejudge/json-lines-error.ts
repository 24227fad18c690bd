import { ExpectedError } from '../core/errors.ts';

/** A file of results that cannot be gone on with. */
export class JsonLinesError extends ExpectedError {
  override readonly name = 'JsonLinesError';
  override readonly advice = 'Nothing was changed in it. Name another file with --out, or move this one aside.';

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file} ${problem}.`, { cause });
  }
}
