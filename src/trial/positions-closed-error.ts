import { ExpectedError } from '../core/errors.ts';

export class PositionsClosedError extends ExpectedError {
  override readonly name = 'PositionsClosedError';
  override readonly advice = 'The result shows how those moved who said so before and after.';

  constructor() {
    super('Nobody is asked now where they stand on this motion, so your answer was not counted.');
  }
}
