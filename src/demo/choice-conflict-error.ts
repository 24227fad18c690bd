import { ExpectedError } from '../core/errors.ts';

export class ChoiceConflictError extends ExpectedError {
  override readonly name = 'ChoiceConflictError';
  override readonly advice = 'Give one of the two.';

  constructor() {
    super('--topic and --scenario were both given.');
  }
}
