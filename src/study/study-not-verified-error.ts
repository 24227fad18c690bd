import { counted } from '../core/counted.ts';
import { ExpectedError } from '../core/errors.ts';

export class StudyNotVerifiedError extends ExpectedError {
  override readonly name = 'StudyNotVerifiedError';
  override readonly advice =
    'Fetch the folder anew from where it was published, or run the plan again in another folder.';

  constructor(folder: string, wrong: number) {
    super(`The study in ${folder} is not what was run: ${counted(wrong, 'check')} failed.`);
  }
}
