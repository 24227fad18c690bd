import { ExpectedError } from '../core/errors.ts';

/** The page can't be had at a port. */
export class PortTakenError extends ExpectedError {
  override readonly name = 'PortTakenError';
  readonly advice: string;
  readonly port: number;

  /** @param why another program listens there, or the system keeps low ports for administrators */
  constructor(port: number, why: 'taken' | 'reserved') {
    super(why === 'taken' ? `Port ${port} is taken by another program.` : `Port ${port} is for administrators only.`);
    this.port = port;
    this.advice = 'Choose another with --port, or --port 0 for any that is free.';
  }
}
