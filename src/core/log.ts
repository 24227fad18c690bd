import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Field names whose values never reach a log, at any depth that we log. */
const SECRET_FIELDS = ['token', 'authorization', 'Authorization', 'DISCORD_TOKEN', 'password'];

/**
 * The one logger: JSON lines on stderr, so that stdout stays the program's own output.
 * @param level one of pino's levels, or 'silent'
 */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[secret]' },
    },
    destination,
  );
}
