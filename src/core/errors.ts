/**
 * The one family of errors that can be expected. Each kind is a class of its own, in a file of its own, in the module
 * that throws it; facts are fields, so that nobody compares messages.
 */
export abstract class ExpectedError extends Error {
  /** A literal that names the kind, equal to the class's name. */
  abstract override readonly name: string;
  /** What the person who meets the error can do about it, as one or two plain sentences. Never a secret, never a path of code. */
  abstract readonly advice: string;
  /** What somebody typed and `message` repeats: told to them, and not to the log. Undefined where it repeats nothing. */
  readonly given: string | undefined = undefined;
  /** Whether the same call may succeed when made again unchanged. */
  readonly retryable: boolean = false;
}

/** Whether `error` is one of ours: safe to show, with advice. */
export function isExpected(error: unknown): error is ExpectedError {
  return error instanceof ExpectedError;
}

/** What happened and what to do about it, in one line for people. */
export function wordsFor({ message, advice }: ExpectedError): string {
  return `${message} ${advice}`;
}

/** Whether `error` is the outcome of an aborted `AbortSignal`. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** For the last branch of a switch over a union: the compiler fails where a member was forgotten. */
export function assertNever(value: never): never {
  throw new TypeError(`Unhandled member of a union: ${JSON.stringify(value)}`);
}
