import { ExpectedError } from '../core/errors.ts';

const AWAY =
  'It does not answer: check that it runs, that the address in DATABASE is right and that this machine may reach it. What was stored before is kept.';

/** What to do about what SQLite, Postgres and the network report by code. */
const ADVICE: Readonly<Record<string, string>> = {
  SQLITE_BUSY:
    'Another program holds the file. Only one bot may use a database at a time: stop the other one, or name another file in DATABASE.',
  SQLITE_NOTADB:
    'The file in DATABASE is no SQLite database, or it is damaged: move it aside (a new one is made), or name another.',
  SQLITE_CORRUPT:
    'The file in DATABASE is damaged: put a copy of it back, move it aside (a new one is made), or name another.',
  ECONNREFUSED: AWAY,
  ENOTFOUND: AWAY,
  EHOSTUNREACH: AWAY,
  ETIMEDOUT: AWAY,
  '28P01': 'User or password in DATABASE are not those of the server.',
  SQLITE_FULL: 'The disk is full: make room where DATABASE is. What was stored before is kept.',
};

/** The database refused or did not answer. */
export class StoreFailedError extends ExpectedError {
  override readonly name = 'StoreFailedError';
  override readonly advice: string;
  override readonly retryable = true;

  /** @param doing for people, for example `open the database sqlite://data/x.sqlite` */
  constructor(doing: string, cause: unknown) {
    super(`Could not ${doing}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    this.advice =
      ADVICE[code] ??
      'Check that the address in DATABASE is right, that its folder can be written and that the disk has room. What was stored before is kept.';
  }
}
