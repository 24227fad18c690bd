import { ExpectedError } from '../core/errors.ts';

export class DatabaseMissingError extends ExpectedError {
  override readonly name = 'DatabaseMissingError';
  override readonly advice =
    'Name the bot’s database with --database sqlite://PATH, or set DATABASE. The bot makes it when it starts.';

  constructor(file: string) {
    super(`There is no database at ${file}.`);
  }
}
