import { ExpectedError } from '../../core/errors.ts';
import type { Conditions } from './pair-up.ts';

/** A file of debates of which none that is fit is of either arm. */
export class NoArmError extends ExpectedError {
  override readonly name = 'NoArmError';
  override readonly advice: string;

  /** @param there the conditions that the file has */
  constructor(file: string, { ensemble, baseline }: Conditions, there: readonly string[]) {
    super(`No debate in ${file} that is fit to be judged has the condition “${ensemble}” or “${baseline}”.`);
    this.advice =
      there.length === 0
        ? 'Give its debates a field called condition. `npm run study -- audit FILE` says what it holds.'
        : `Name its own with --ensemble and --baseline: it has ${there.map((one) => `“${one}”`).join(', ')}.`;
  }
}
