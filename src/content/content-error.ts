import { ExpectedError } from '../core/errors.ts';

/** One mistake in a file of prompts/ or scenarios/. */
export interface ContentProblem {
  /** Path from the project's root, with forward slashes. */
  readonly file: string;
  /** 1 and up; 1 where the whole file is meant. */
  readonly line: number;
  /** The keys that lead to the value, joined by dots; empty where the whole file is meant. */
  readonly field: string;
  readonly message: string;
}

/** Content files that can't be used: every problem at once, one line each. */
export class ContentError extends ExpectedError {
  override readonly name = 'ContentError';
  override readonly advice = 'Mend the lines named above and start again; CONTRIBUTING.md says what each file holds.';
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** A mistake as one line for people. */
export function problemLine({ file, line, field, message }: ContentProblem): string {
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message}`;
}
