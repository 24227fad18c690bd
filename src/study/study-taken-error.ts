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

  /** @param asked the store that it was not begun with */
  static otherStore(folder: string, asked: 'own' | 'shared'): StudyTakenError {
    return asked === 'own'
      ? new StudyTakenError(
          `${folder} holds a plan and no study.sqlite, as of a study that was begun on a queue.`,
          'Go on with it by --queue and the --store that it was begun with, or name another folder with --out.',
        )
      : new StudyTakenError(
          `The study in ${folder} was begun without a queue: what was run of it is in its study.sqlite.`,
          'Go on with it without --queue, or name another folder with --out.',
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
