import { ExpectedError } from '../core/errors.ts';

/** A judge whose calls fail one after the other: its server is gone, and the rest of the debates would only become unscored for it. */
export class JudgeGoneError extends ExpectedError {
  override readonly name = 'JudgeGoneError';
  override readonly advice =
    'All scores until then are kept. Start the same command again once the model answers: it goes on there.';

  /** @param problem what the last call failed with */
  constructor(model: string, calls: number, problem: string) {
    super(`The judge ${model} failed ${calls} times in a row, so the run was ended: ${problem}`);
  }
}
