import { isExpected, wordsFor } from '../core/errors.ts';

/** Ends a debate that cannot go on; the message is for people. Never leaves the engine. */
export class DebateFailed extends Error {}

/** Does something without which the debate cannot go on. @throws DebateFailed in place of an expected error */
export async function orFail<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (isExpected(error)) throw new DebateFailed(wordsFor(error));
    throw error;
  }
}
