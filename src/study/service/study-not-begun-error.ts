import { ExpectedError } from '../../core/errors.ts';

export class StudyNotBegunError extends ExpectedError {
  override readonly name = 'StudyNotBegunError';
  override readonly advice = 'Its results are there once it runs: /study run begins it.';

  constructor(title: string) {
    super(`Nothing was run yet of the study “${title}” by this bot.`);
  }
}
