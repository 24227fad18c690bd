import { ExpectedError } from '../core/errors.ts';

const ADVICE = {
  'no-hash': 'Give the 64 hexadecimal digits that stand under the ballot.',
  unreadable: 'Save the file sealed.json that is attached to the results, and name it with --file.',
  broken:
    'Compare the hash with the one under the ballot, and save sealed.json once more as it is: an editor may have changed it.',
} as const;

/** A file that is not shown to be what was sealed. */
export class SealError extends ExpectedError {
  override readonly name = 'SealError';
  override readonly advice: string;

  constructor(kind: keyof typeof ADVICE, message: string, cause?: unknown) {
    super(message, { cause });
    this.advice = ADVICE[kind];
  }
}
