import { ExpectedError } from '../../core/errors.ts';
import type { TrialId } from '../../core/ids.ts';

export class TrialNotBegunError extends ExpectedError {
  override readonly name = 'TrialNotBegunError';
  override readonly advice =
    'Give the worker the same store as the study that put its runs on the queue, or start that study once more.';

  constructor(trial: TrialId) {
    super(`The store has no trial ${trial}.`);
  }
}
