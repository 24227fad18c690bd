import { ExpectedError } from '../core/errors.ts';

/** A format can't be held in so many rounds. */
export class RoundsError extends ExpectedError {
  override readonly name = 'RoundsError';
  readonly advice: string;
  readonly asked: number;
  readonly fewest: number;
  readonly most: number;

  constructor(format: string, asked: number, fewest: number, most: number) {
    const range = fewest === most ? `${most}` : `${fewest} to ${most}`;
    super(`The format "${format}" can't be held in ${asked} ${asked === 1 ? 'round' : 'rounds'}.`);
    this.advice = `Ask for ${range} ${most === 1 ? 'round' : 'rounds'}, or choose another format.`;
    this.asked = asked;
    this.fewest = fewest;
    this.most = most;
  }
}
