import { ExpectedError } from '../core/errors.ts';

/** A panel that nobody can sit on as it was named. */
export class PanelError extends ExpectedError {
  override readonly name = 'PanelError';
  override readonly advice: string;

  /** @param known the models at hand */
  constructor(problem: string, known: readonly string[], host: string) {
    super(problem);
    this.advice = `Name judges with --panel, with commas between. At hand: ${known.join(', ')} (${host}).`;
  }
}
