import { ExpectedError } from '../core/errors.ts';

/** Nobody of that name speaks in that round. */
export class RoundNotSpokenError extends ExpectedError {
  override readonly name = 'RoundNotSpokenError';
  readonly advice: string;

  /** @param speakers who does; empty when the debate has no such round */
  constructor(seat: string, round: number, speakers: readonly string[]) {
    super(`${seat} does not speak in round ${round}.`);
    this.advice =
      speakers.length === 0
        ? 'The debate has no such round: choose a lower one.'
        : `Choose one of: ${speakers.join(', ')}.`;
  }
}
