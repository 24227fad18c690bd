import { ExpectedError } from '../../core/errors.ts';

/** Its size was fixed beforehand: nothing is left to run. */
export class StudyFinishedError extends ExpectedError {
  override readonly name = 'StudyFinishedError';
  override readonly advice = '/study results shows what came of it.';

  constructor(title: string) {
    super(`The study “${title}” is finished: all that it planned has been run and judged.`);
  }
}
