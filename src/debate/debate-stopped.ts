/** The reason with which a debate's signal is aborted when a person stops it; any other reason means that it goes on later. */
export class DebateStopped extends Error {
  override readonly name = 'DebateStopped';
  /** The person, for people. */
  readonly by: string;

  constructor(by: string) {
    super(`Stopped by ${by}.`);
    this.by = by;
  }
}
