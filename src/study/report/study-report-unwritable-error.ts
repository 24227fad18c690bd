import { ExpectedError } from '../../core/errors.ts';

export class StudyReportUnwritableError extends ExpectedError {
  override readonly name = 'StudyReportUnwritableError';
  override readonly advice = 'Make room, or name a folder that can be written. What was there before is as it was.';

  constructor(folder: string, why: string, cause: unknown) {
    super(`The report cannot be written into ${folder}: ${why}.`, { cause });
  }
}
