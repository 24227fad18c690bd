import { ExpectedError } from '../core/errors.ts';

/** Something else than an export is where one should go. */
export class ExportTakenError extends ExpectedError {
  override readonly name = 'ExportTakenError';
  override readonly advice =
    'Name another folder with --out. Only a folder that is empty, or holds an export and nothing else, is written over.';

  /** @param found what is there, as half a sentence */
  constructor(folder: string, found: string) {
    super(`The data set is not written to ${folder}: ${found}.`);
  }
}
