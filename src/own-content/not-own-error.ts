import { ExpectedError } from '../core/errors.ts';
import type { Kind } from './own-item.ts';

/** A server has not made what somebody wants to change. */
export class NotOwnError extends ExpectedError {
  override readonly name = 'NotOwnError';
  override readonly advice: string;
  override readonly given: string;

  constructor(kind: Kind, given: string) {
    super(`This server has made no ${kind} "${given}".`);
    this.given = given;
    this.advice = `Choose one of those that the command offers. The ${kind}s that come with the bot stay as they are.`;
  }
}
