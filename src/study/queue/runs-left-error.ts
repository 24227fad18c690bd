import { ExpectedError } from '../../core/errors.ts';

/** Some runs of a study can't be had as things are: its workers' logs say more. */
export class RunsLeftError extends ExpectedError {
  override readonly name = 'RunsLeftError';
  override readonly advice =
    'All others have ended, and are stored. Look into the logs of the workers, then run the same command: it puts these runs on the queue again.';
  readonly runs: readonly string[];

  /** @param reason why the first of them failed */
  constructor(runs: readonly string[], reason: string) {
    super(
      `${runs.length === 1 ? 'One run' : `${runs.length} runs`} failed (${runs.slice(0, 3).join(', ')}): ${reason}`,
    );
    this.runs = runs;
  }
}
