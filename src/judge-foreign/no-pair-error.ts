import { ExpectedError } from '../core/errors.ts';

/** Pairs alone were asked for, of debates that make none. */
export class NoPairError extends ExpectedError {
  override readonly name = 'NoPairError';
  override readonly advice =
    'Give debates on the same topic a field condition with another text each (`"condition": "ensemble"` and `"condition": "baseline"`), or ensemble_used with true and false; or name debate, answer or contribution with --judged too.';

  constructor(file: string, fit: number) {
    super(
      `Of the debates in ${file} that are fit to be judged (${fit}) no two have the same topic and another condition, so there is no pair to compare.`,
    );
  }
}
