import { ExpectedError } from '../../core/errors.ts';

/** A folder or a file in it is not what a study has. */
export class StudyUnreadableError extends ExpectedError {
  override readonly name = 'StudyUnreadableError';
  override readonly advice =
    'Name the folder that `npm run study -- run` wrote (by default data/studies/ and the plan’s id), with the files as they were written.';

  /** @param problem begins with a verb */
  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file} ${problem}.`, { cause });
  }
}
