import { KeyvPostgres } from '@keyv/postgres';
import pg from 'pg';
import type { Log } from '../core/log.ts';
import type { StreamName } from './event-log.ts';
import type { Claim, Inserted, SharedRecords } from './shared-records.ts';

/** How long the server may take to let us in, and to answer, in milliseconds. */
const CONNECTS_WITHIN = 5000;
const ANSWERS_WITHIN = 30_000;

/** Two processes made the same thing at the same time, or a key is there already. */
const UNIQUE_VIOLATION = '23505';
const DUPLICATE_TABLE = '42P07';

/** The records that stand under `$1` and `$2`, in the order given. */
const GIVEN = `
  SELECT given.key, '{"order":' || nextval('public.keyv_order') || ',' || given.rest
  FROM (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS row(key, rest, place) ORDER BY place) AS given`;
// A key that is there fails the whole statement; ON CONFLICT DO NOTHING would store the others.
const INSERT = `INSERT INTO public.keyv (key, value) ${GIVEN} RETURNING value`;
/**
 * The lock on the claim's row is held until the records are stored: whoever claims waits for it; and whoever waited for a claim looks at the row
 * anew, and finds another token.
 */
const INSERT_CLAIMED = `
  WITH held AS (SELECT 1 FROM public.keyv WHERE key = $3 AND value = $4 FOR SHARE)
  INSERT INTO public.keyv (key, value) ${GIVEN} WHERE EXISTS (SELECT 1 FROM held) RETURNING value`;
const READ = `
  WITH RECURSIVE record(seq, value) AS (
    SELECT $2::int, value FROM public.keyv WHERE key = $1 || '/' || $2::int
    UNION ALL
    SELECT seq + 1, next.value FROM record JOIN public.keyv AS next ON next.key = $1 || '/' || (seq + 1)
  ) SELECT value FROM record ORDER BY seq`;
const REPLACE = 'UPDATE public.keyv SET value = $2 WHERE key = $1 RETURNING key';
const CLAIM = `
  INSERT INTO public.keyv (key, value) VALUES ($1, '1')
  ON CONFLICT (key) DO UPDATE SET value = (keyv.value::bigint + 1)::text RETURNING value`;

/** Keyv's table in Postgres, on a pool of its own that outlives the server's restarts. */
class PooledKeyv extends KeyvPostgres {
  #pool: pg.Pool | undefined;
  readonly #log: Log;

  constructor(address: string, log: Log) {
    super({ uri: address });
    this.#log = log;
  }

  /** Called by the constructor of Keyv's class, before our own fields are there. */
  override async connect(): Promise<KeyvPostgres['query']> {
    await Promise.resolve();
    const pool = new pg.Pool({
      connectionString: this.opts.uri,
      connectionTimeoutMillis: CONNECTS_WITHIN,
      query_timeout: ANSWERS_WITHIN,
      keepAlive: true,
    });
    // Connections that break while nobody uses them would end the process.
    pool.on('error', (error) => this.#log.debug({ err: error }, 'a connection to Postgres broke'));
    this.#pool = pool;
    return async (sql, values) => (await pool.query(sql, values)).rows;
  }

  override async disconnect(): Promise<void> {
    await this.#pool?.end();
  }
}

/** Records in Postgres: one row of Keyv's table each, under `STREAM/SEQ`; claims under `claim:WORK`. */
export class PostgresRecords implements SharedRecords {
  readonly #keyv: PooledKeyv;

  private constructor(keyv: PooledKeyv) {
    this.#keyv = keyv;
  }

  /** @throws what Postgres answers, or that it does not */
  static async open(address: string, log: Log): Promise<PostgresRecords> {
    const keyv = new PooledKeyv(address, log);
    let trouble: unknown;
    keyv.on('error', (error: unknown) => {
      trouble = error;
    });
    try {
      await createSequence(keyv);
      await keyv.get('open');
    } catch (error) {
      await keyv.disconnect();
      throw trouble ?? error;
    }
    return new PostgresRecords(keyv);
  }

  async insert(stream: StreamName, seq: number, rests: readonly string[], claim: Claim | undefined): Promise<Inserted> {
    const keys = rests.map((_, place) => `${stream}/${seq + place}`);
    try {
      const rows =
        claim === undefined
          ? await this.#keyv.query(INSERT, [keys, rests])
          : await this.#keyv.query(INSERT_CLAIMED, [keys, rests, claimKey(claim.work), String(claim.token)]);
      return rows.length === 0 ? { status: 'taken-over' } : { status: 'stored', texts: values(rows) };
    } catch (error) {
      if (isPostgres(error, UNIQUE_VIOLATION)) return { status: 'taken' };
      throw error;
    }
  }

  async read(stream: StreamName, fromSeq: number): Promise<readonly string[]> {
    return values(await this.#keyv.query(READ, [stream, fromSeq]));
  }

  async replace(stream: StreamName, seq: number, text: string): Promise<boolean> {
    return (await this.#keyv.query(REPLACE, [`${stream}/${seq}`, text])).length > 0;
  }

  async nextToken(work: string): Promise<number> {
    return Number(values(await this.#keyv.query(CLAIM, [claimKey(work)]))[0]);
  }

  close(): Promise<void> {
    return this.#keyv.disconnect();
  }
}

function claimKey(work: string): string {
  return `claim:${work}`;
}

/** The column `value`, which all of these statements return; the table has it as text. */
function values(rows: readonly { readonly value: string }[]): readonly string[] {
  return rows.map(({ value }) => value);
}

function isPostgres(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function createSequence({ query }: PooledKeyv): Promise<void> {
  const create = 'CREATE SEQUENCE IF NOT EXISTS public.keyv_order';
  try {
    await query(create);
  } catch (error) {
    // Another process made it at the same time.
    if (!isPostgres(error, UNIQUE_VIOLATION, DUPLICATE_TABLE)) throw error;
    await query(create);
  }
}
