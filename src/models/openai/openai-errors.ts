import { isAbort, isExpected } from '../../core/errors.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { ModelKeyError } from '../port/model-key-error.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelOutOfMemoryError } from '../port/model-out-of-memory-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';
import type { OpenAiClient } from './openai-client.ts';
import { ServerFailure } from './server-failure.ts';

const NO_MEMORY = /memory|insufficient system resources/i;
const NO_MODEL = /model\b.*\b(?:not found|does not exist|is not (?:loaded|available))/i;
const TOO_LONG = /context (?:length|size|window)|context the overflows/i;
/** A server, or the gateway before it, has too much to do. */
const BUSY: ReadonlySet<number | undefined> = new Set([429, 503]);

/** What went wrong with a call, in our own words. */
export function openAiError(error: unknown, model: string, client: OpenAiClient, label: string): Error {
  if (isExpected(error) || isAbort(error)) return error as Error; // both checks hold only for errors
  // fetch throws a TypeError when no connection comes about, or the server is gone in the middle of an answer.
  if (error instanceof TypeError) return new ModelUnreachableError(client.address, error, 'A model server');
  if (!(error instanceof ServerFailure)) {
    return new ModelFailedError(model, 'the server answers in another way than this API has it.', error);
  }
  const { status, message } = error;
  if (status === 401 || status === 403) return new ModelKeyError(client.address, client.sendsKey);
  if (status === 404 || (status === 400 && NO_MODEL.test(message))) return new ModelMissingError(model, label, error);
  if (BUSY.has(status)) return new ModelFailedError(model, `the server is too busy (${status}): ${message}`, error);
  if (NO_MEMORY.test(message)) return new ModelOutOfMemoryError(model, error);
  return new ModelFailedError(model, message, error);
}

/** Whether the server refused a prompt because it is longer than its window. */
export function isTooLong(error: unknown): boolean {
  return (
    error instanceof ServerFailure && error.status !== undefined && error.status < 500 && TOO_LONG.test(error.message)
  );
}

/** Whether the server refused to tell so many alternatives of a token. */
export function isTooManyLogprobs(error: unknown): boolean {
  return error instanceof ServerFailure && error.status === 400 && /logprobs/i.test(error.message);
}
