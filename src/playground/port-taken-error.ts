import { ExpectedError } from '../core/errors.ts';

export class PortTakenError extends ExpectedError {
  override readonly name = 'PortTakenError';
  readonly advice: string;
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is taken by another program.`);
    this.port = port;
    this.advice = 'Choose another with --port, or --port 0 for any that is free.';
  }
}
