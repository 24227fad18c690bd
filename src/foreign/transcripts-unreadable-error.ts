import { ExpectedError } from '../core/errors.ts';

/** A file that holds no transcripts at all. */
export class TranscriptsUnreadableError extends ExpectedError {
  override readonly name = 'TranscriptsUnreadableError';
  override readonly advice =
    'Expected are JSON or JSON lines: debates with a topic and a list of arguments (role, model, content), or turns with role, model and text; or a transcript in Markdown as the bot attaches it to results.';

  constructor(file: string, problem: string) {
    super(`${file} cannot be judged: ${problem}.`);
  }
}
