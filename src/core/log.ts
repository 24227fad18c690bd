import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Field names whose values never reach a log, at any depth that we log. */
const SECRET_FIELDS = ['token', 'authorization', 'Authorization', 'DISCORD_TOKEN', 'VOTER_KEY', 'voterKey', 'password'];

/** In the addresses of webhooks and interactions the token stands after the id. */
const TOKEN_IN_ADDRESS = /\/((?:webhooks|interactions)\/\d+)\/[^/?]+/g;

/** In those of members, of a thread too, the person's id stands last. */
const PERSON_IN_ADDRESS = /\/((?:thread-)?members|users)\/\d+/g;

/** Lists of people are asked for page by page, after the last one of the page before. */
const PERSON_IN_QUERY = /([?&]after=)\d+/g;

/** In the place of what an error says that repeats what somebody typed. */
const REPEATS = '[repeats what was typed]';

/**
 * Errors of HTTP clients carry the address that they asked and what they sent, files with what people typed among it; what ours advise is for
 * the person who meets them, and may name them. So is what they repeat of what that person typed.
 */
function withoutSecrets(error: Error): pino.SerializedError {
  const { advice: _, requestBody: __, given, ...serialized } = pino.stdSerializers.err(error);
  const address: unknown = serialized['url'];
  return {
    ...serialized,
    ...(typeof given === 'string' ? { message: REPEATS, stack: serialized.stack.replace(error.message, REPEATS) } : {}),
    ...(typeof address === 'string'
      ? {
          url: address
            .replace(TOKEN_IN_ADDRESS, '/$1/[secret]')
            .replace(PERSON_IN_ADDRESS, '/$1/[person]')
            .replace(PERSON_IN_QUERY, '$1[person]'),
        }
      : {}),
  };
}

/**
 * The one logger: JSON lines on stderr, so that stdout stays the program's own output.
 * @param level one of pino's levels, or 'silent'
 */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      serializers: { err: withoutSecrets },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[secret]' },
    },
    destination,
  );
}
