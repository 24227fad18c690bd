import { Redis } from 'ioredis';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { StreamName } from './event-log.ts';
import type { Claim, Inserted, SharedRecords } from './shared-records.ts';

/** How long the server may take to let us in, and to answer, in milliseconds. */
const CONNECTS_WITHIN = 5000;
const ANSWERS_WITHIN = 30_000;
/** The longest rest before it is looked for again, in milliseconds. */
const LONGEST_REST = 2000;

const PREFIX = 'ensemble-debates';
const ORDER_KEY = `${PREFIX}:order`;

/** KEYS: the stream, the claim, the order. ARGV: the number of the first record, the token or nothing, the rests of the records. */
const INSERT = `
  if ARGV[2] ~= '' and redis.call('GET', KEYS[2]) ~= ARGV[2] then return {'taken-over'} end
  local length = redis.call('LLEN', KEYS[1])
  if length > tonumber(ARGV[1]) then return {'taken'} end
  if length < tonumber(ARGV[1]) then return {'missing'} end
  local answer = {'stored'}
  for place = 3, #ARGV do
    local text = '{"order":' .. redis.call('INCR', KEYS[3]) .. ',' .. ARGV[place]
    redis.call('RPUSH', KEYS[1], text)
    answer[#answer + 1] = text
  end
  return answer`;

/** What the script answers. */
const answerSchema = z.union([
  z.tuple([z.literal('stored')], z.string()),
  z.tuple([z.enum(['taken', 'taken-over', 'missing'])]),
]);

/** Records in Redis: a list a stream, in which the place is the number; claims are counters. Scripts run one after the other there. */
export class RedisRecords implements SharedRecords {
  readonly #redis: Redis;

  private constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** @throws what Redis answers, or that it does not */
  static async open(address: string, log: Log): Promise<RedisRecords> {
    const redis = new Redis(address, {
      lazyConnect: true,
      connectTimeout: CONNECTS_WITHIN,
      commandTimeout: ANSWERS_WITHIN,
      maxRetriesPerRequest: 1,
      retryStrategy: (times) => Math.min(LONGEST_REST, times * 100),
    });
    let trouble: unknown;
    redis.on('error', (error) => {
      trouble = error;
      log.debug({ err: error }, 'a connection to Redis broke');
    });
    try {
      await redis.connect();
      await warnOfLoss(redis, log);
    } catch (error) {
      redis.disconnect();
      throw trouble ?? error;
    }
    return new RedisRecords(redis);
  }

  async insert(stream: StreamName, seq: number, rests: readonly string[], claim: Claim | undefined): Promise<Inserted> {
    const keys = [streamKey(stream), claimKey(claim?.work ?? ''), ORDER_KEY];
    const answer = await this.#redis.eval(INSERT, keys.length, ...keys, seq, claim?.token ?? '', ...rests);
    const [status, ...texts] = answerSchema.parse(answer);
    return status === 'stored' ? { status, texts } : { status };
  }

  read(stream: StreamName, fromSeq: number): Promise<readonly string[]> {
    return this.#redis.lrange(streamKey(stream), fromSeq, -1);
  }

  async replace(stream: StreamName, seq: number, text: string): Promise<boolean> {
    return (await this.#redis.lset(streamKey(stream), seq, text)) === 'OK';
  }

  nextToken(work: string): Promise<number> {
    return this.#redis.incr(claimKey(work));
  }

  async close(): Promise<void> {
    // Without a connection there is nobody to take leave of.
    await this.#redis.quit().catch(() => this.#redis.disconnect());
  }
}

function streamKey(stream: StreamName): string {
  return `${PREFIX}:log:${stream}`;
}

function claimKey(work: string): string {
  return `${PREFIX}:claim:${work}`;
}

/** Redis keeps everything in memory, and by default writes it to disk now and then. */
async function warnOfLoss(redis: Redis, log: Log): Promise<void> {
  // Where the operator of the server allows nobody to ask, nothing can be said.
  const [, appends] = await redis.call('CONFIG', 'GET', 'appendonly').then(
    (answer) => z.array(z.string()).parse(answer),
    () => [],
  );
  if (appends === 'no')
    log.warn(
      'Redis writes to disk only now and then: what is stored may be lost. Set "appendonly yes" and "appendfsync always".',
    );
}
