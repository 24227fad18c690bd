import { ExpectedError } from '../core/errors.ts';

/** The ensemble's members do not have the stances that the format needs. */
export class SeatingError extends ExpectedError {
  override readonly name = 'SeatingError';
  override readonly advice =
    'Choose another format or another ensemble (/ensemble show says who argues for and against).';

  constructor(ensemble: string, format: string, missing: string) {
    super(`The format ${format} needs a member who argues ${missing}, and the ensemble ${ensemble} has none.`);
  }
}
