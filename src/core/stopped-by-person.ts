/** The reason with which the signal of a trial or an audit is aborted when a person stops it; any other reason means that it goes on later. */
export class StoppedByPerson extends Error {
  override readonly name = 'StoppedByPerson';
  /** The person, for people. */
  readonly by: string;

  constructor(by: string) {
    super(`Stopped by ${by}.`);
    this.by = by;
  }
}
