import { isAbort, isExpected } from '../../core/errors.ts';
import { withoutPassword } from '../../core/without-password.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelOutOfMemoryError } from '../port/model-out-of-memory-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';

/** What went wrong with a call, in our own words. Ollama tells most things only in the text of its message. */
export function ollamaError(error: unknown, model: string, address: string, label: string): Error {
  if (isExpected(error) || isAbort(error)) return error as Error; // both checks hold only for errors
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof Error && 'status_code' in error ? error.status_code : undefined;
  if (status === 404) return new ModelMissingError(model, label, error);
  if (/memory/i.test(message)) return new ModelOutOfMemoryError(model, error);
  // fetch throws a TypeError when no connection comes about, or the server is gone in the middle of an answer.
  if (error instanceof TypeError) return new ModelUnreachableError(withoutPassword(address), error);
  if (message.startsWith('Did not receive done')) {
    return new ModelFailedError(model, 'the server broke off in the middle of an answer.', error);
  }
  return new ModelFailedError(model, message, error);
}
