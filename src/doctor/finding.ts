import { type ExpectedError, isExpected } from '../core/errors.ts';

/** What a check found. `problem`: the bot would not start, or no debate could be held. */
export interface Finding {
  /** What was looked at, for people. */
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'problem';
  /** What is so. Never a secret. */
  readonly says: string;
  /** What to do about it; several lines where several things are to be done. */
  readonly advice?: string;
  /** What to type for it, one after the other. */
  readonly commands?: readonly string[];
}

/** A check that failed as it may fail. @throws what is no expected error */
export function failed(name: string, status: 'warning' | 'problem', error: unknown): Finding {
  if (!isExpected(error)) throw error;
  const { message, advice }: ExpectedError = error;
  return { name, status, says: message, advice };
}

/** What takes a size in bytes, in gigabytes. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Of a model of which prompts/models.yaml says that it was not run: no debate on it has been seen by those who chose it. */
export const UNTRIED = 'not tried by this project';
