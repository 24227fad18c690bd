import { ExpectedError } from '../core/errors.ts';
import type { Kind } from './own-item.ts';

/** A server has as many of a kind as it can have. */
export class OwnContentFullError extends ExpectedError {
  override readonly name = 'OwnContentFullError';
  override readonly advice: string;

  constructor(kind: Kind, most: number) {
    super(`This server has ${most} ${kind}s of its own, as many as it can have.`);
    this.advice = `Remove one with /${kind} remove.`;
  }
}
