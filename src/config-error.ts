import { ExpectedError } from './core/errors.ts';

export interface ConfigProblem {
  readonly name: string;
  readonly expected: string;
  readonly given: string;
}

/** Variables of the environment that are missing or wrong: one line each. */
export class ConfigError extends ExpectedError {
  override readonly name = 'ConfigError';
  override readonly advice =
    'Variables are set in a file .env in the folder where the program starts (.env.example explains each one) or in the environment.';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, expected, given }) => `${name}: expected ${expected}, got ${given}.`).join('\n'));
    this.problems = problems;
  }
}
