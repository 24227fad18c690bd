import { ExpectedError } from '../../core/errors.ts';

/** What --published names is no mean. */
export class PublishedMeansError extends ExpectedError {
  override readonly name = 'PublishedMeansError';
  override readonly advice = 'Write them like --published ensemble=3.48,baseline=3.13.';

  constructor(part: string) {
    super(`--published cannot be read at “${part}”.`);
  }
}
