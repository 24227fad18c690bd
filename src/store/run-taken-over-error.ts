import { ExpectedError } from '../core/errors.ts';

/** Another process holds the work by now: what this one still wanted to store of it was refused. */
export class RunTakenOverError extends ExpectedError {
  override readonly name = 'RunTakenOverError';
  override readonly advice =
    'Nothing need be done: another worker took it over, as this one had given no sign of life for too long, and goes on with it.';
  readonly work: string;

  constructor(work: string) {
    super(`${work} is in other hands.`);
    this.work = work;
  }
}
