import { ExpectedError } from '../../core/errors.ts';

/** The file of weights is not there or is none. */
export class EmbeddedFileError extends ExpectedError {
  override readonly name = 'EmbeddedFileError';
  override readonly advice =
    'EMBEDDED_MODEL wants the path of a .gguf file with a chat model; leave it empty to use the small model that is fetched for you.';

  constructor(file: string, problem: string, cause?: unknown) {
    super(`The embedded engine cannot read ${file}: ${problem}.`, { cause });
  }
}
