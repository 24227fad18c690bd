import { ExpectedError } from '../core/errors.ts';

/** A persona can't be removed while an ensemble has it. */
export class PersonaSeatedError extends ExpectedError {
  override readonly name = 'PersonaSeatedError';
  override readonly advice = 'Give the seat to somebody else with /ensemble edit, or remove the ensemble first.';

  /** @param ensembles names of those that have it */
  constructor(persona: string, ensembles: readonly string[]) {
    const list = ensembles.map((name) => `"${name}"`).join(', ');
    super(`${persona} sits in ${ensembles.length === 1 ? 'the ensemble' : 'the ensembles'} ${list}.`);
  }
}
