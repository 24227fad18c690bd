import { ExpectedError } from '../core/errors.ts';

/** A list of what is to be judged that names something else, or nothing. */
export class JudgedKindsError extends ExpectedError {
  override readonly name = 'JudgedKindsError';
  override readonly advice: string;

  constructor(unknown: readonly string[], known: readonly string[]) {
    super(
      unknown.length === 0
        ? '--judged names nothing to judge.'
        : `--judged names ${unknown.join(' and ')}, which cannot be judged.`,
    );
    this.advice = `It takes any of ${known.join(', ')}, with commas between.`;
  }
}
