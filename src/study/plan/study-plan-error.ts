import { type ContentProblem, problemLine } from '../../content/content-error.ts';
import { ExpectedError } from '../../core/errors.ts';

/** A study's plan that can't be run: every problem at once, one line each. */
export class StudyPlanError extends ExpectedError {
  override readonly name = 'StudyPlanError';
  override readonly advice = 'Mend the lines named above and start again; docs/study.md says what a plan holds.';
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(['This plan cannot be run:', ...problems.map(problemLine)].join('\n'));
    this.problems = problems;
  }
}
