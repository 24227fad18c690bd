import { ExpectedError } from '../../core/errors.ts';

/** There is no plan of the name that somebody asked for. */
export class StudyUnknownError extends ExpectedError {
  override readonly name = 'StudyUnknownError';
  override readonly advice: string;
  override readonly given: string;

  /** @param names of the plans that there are */
  constructor(given: string, names: readonly string[]) {
    super(`There is no study ${given}.`);
    this.given = given;
    this.advice =
      names.length === 0 ? 'The folder studies/ holds no plan.' : `Choose one of these: ${names.join(', ')}.`;
  }
}
