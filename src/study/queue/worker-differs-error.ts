import { ExpectedError } from '../../core/errors.ts';

/** A worker would do its part of a study otherwise than the others. */
export class WorkerDiffersError extends ExpectedError {
  override readonly name = 'WorkerDiffersError';
  override readonly advice =
    'All machines of a study need the same version of this program and the same models: update this one, or fetch the model anew, and start the worker again.';

  /** @param what as in `prompts` */
  constructor(what: string) {
    super(`This worker has other ${what} than the study whose runs are on the queue.`);
  }
}
