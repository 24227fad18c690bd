import { ExpectedError } from '../core/errors.ts';
import { whyUnwritable } from '../core/why-unwritable.ts';

const ADVICE = {
  'other-content': 'Nothing was changed in it. Name another file with --out, or move this one aside.',
  unwritable: 'What was kept stays. Once it can be written, or with another --out, give the same command again.',
  'other-writer': 'Wait for it to end, or name another file with --out.',
} as const;

/** A file of results that cannot be gone on with. */
export class JsonLinesError extends ExpectedError {
  override readonly name = 'JsonLinesError';
  override readonly advice: string;

  constructor(file: string, kind: keyof typeof ADVICE, problem: string, cause?: unknown) {
    super(`${file} ${problem}.`, { cause });
    this.advice = ADVICE[kind];
  }

  /** For what the system said of a file that was to be written. */
  static unwritable(file: string, cause: unknown): JsonLinesError {
    return new JsonLinesError(file, 'unwritable', `cannot be written: ${whyUnwritable(cause)}`, cause);
  }

  /** @param holder the other process's number @param lock the file that has it */
  static beingWritten(file: string, holder: number, lock: string): JsonLinesError {
    const problem = `is being written by another process (${holder}; if it is none of yours, delete ${lock})`;
    return new JsonLinesError(file, 'other-writer', problem);
  }
}
