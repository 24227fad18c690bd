import { ExpectedError } from '../core/errors.ts';

const SHAPES =
  'Expected are JSON or JSON lines: debates with a topic and a list of arguments (role, model, content), or turns with role, model and text; or a transcript in Markdown as the bot attaches it to results.';

/** A file that holds no transcripts at all. */
export class TranscriptsUnreadableError extends ExpectedError {
  override readonly name = 'TranscriptsUnreadableError';
  override readonly advice: string;

  /** @param unread the file was not even read: what stands in it is not the matter */
  constructor(file: string, problem: string, unread = false) {
    super(`${file} cannot be judged: ${problem}.`);
    this.advice = unread ? 'Name the file with --input.' : SHAPES;
  }
}
