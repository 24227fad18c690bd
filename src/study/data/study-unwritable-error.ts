import { ExpectedError } from '../../core/errors.ts';
import { whyUnwritable } from '../../core/why-unwritable.ts';

export class StudyUnwritableError extends ExpectedError {
  override readonly name = 'StudyUnwritableError';
  override readonly advice =
    'Make room there, or allow it, and give the same command again; `study run` takes another folder by --out. What is stored of the study stays.';

  constructor(folder: string, cause: unknown) {
    super(`The study cannot be written to ${folder}: ${whyUnwritable(cause)}.`, { cause });
  }
}
