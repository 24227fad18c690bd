import { ExpectedError } from '../../core/errors.ts';

/** A study goes on with what it began with, or its debates can't be compared. */
export class StudyChangedError extends ExpectedError {
  override readonly name = 'StudyChangedError';
  override readonly advice =
    'Bring back what it began with, or run the plan anew in another folder (--out). What is stored stays as it is.';

  /** @param changed what is another one now, for people */
  constructor(changed: readonly string[]) {
    super(`This study was begun with other ${changed.join(' and other ')}.`);
  }
}
