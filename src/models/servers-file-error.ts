import { ExpectedError } from '../core/errors.ts';

/** The file that MODEL_SERVERS names can't be used: every problem at once, one line each. */
export class ServersFileError extends ExpectedError {
  override readonly name = 'ServersFileError';
  override readonly advice =
    'Mend the lines named above and start again; servers.example.yaml shows what the file that MODEL_SERVERS names may hold.';

  /** @param problems with file, line and field */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
