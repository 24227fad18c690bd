import { ExpectedError } from '../core/errors.ts';

/** A file of debates of which none can be judged. */
export class NothingFitError extends ExpectedError {
  override readonly name = 'NothingFitError';
  override readonly advice =
    'Two sides of a debate must have a turn that is whole; --check says what each debate lacks.';

  constructor(file: string, debates: number) {
    super(
      `None of the ${debates === 1 ? 'debates (there is one)' : `${debates} debates`} in ${file} is fit to be judged, so no judge was asked.`,
    );
  }
}
