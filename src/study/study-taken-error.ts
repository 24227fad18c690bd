import { ExpectedError } from '../core/errors.ts';

/** What is in a folder keeps a study from being run there. */
export class StudyTakenError extends ExpectedError {
  override readonly name = 'StudyTakenError';
  override readonly advice: string;

  private constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }

  static otherPlan(folder: string): StudyTakenError {
    return new StudyTakenError(
      `${folder} holds a study with another plan.`,
      'Name another folder with --out, or give the plan back the words that it had. What is there stays as it is.',
    );
  }

  /** @param holder the other process's number @param lock the file that has it */
  static running(folder: string, holder: number, lock: string): StudyTakenError {
    return new StudyTakenError(
      `The study in ${folder} is being run by another process (${holder}; if it is none of yours, delete ${lock}).`,
      'Wait for it to end, or name another folder with --out.',
    );
  }
}
