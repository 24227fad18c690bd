import { Redis } from 'ioredis';
import pg from 'pg';
import { z } from 'zod';

/** The servers that .ci/cluster has started: without them these tests fail, and are not passed over. */
const environment = z.object({ REDIS_URL: z.url(), POSTGRES_URL: z.url() }).parse(process.env);

let made = 0;

/** Does something as a user of Postgres who may do everything. */
export async function inPostgres<Result>(
  work: (client: pg.Client) => Promise<Result>,
  address: string = environment.POSTGRES_URL,
): Promise<Result> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of a database in Postgres in which nothing is yet. */
export async function emptyPostgres(): Promise<string> {
  made += 1;
  const name = `empty_${process.pid}_${made}`;
  await inPostgres((client) => client.query(`CREATE DATABASE ${name}`));
  const address = new URL(environment.POSTGRES_URL);
  address.pathname = `/${name}`;
  return address.href;
}

/** Does something by a connection to Redis. */
export async function inRedis<Result>(address: string, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(address);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** The address of one of the databases of Redis, emptied. */
export async function emptyRedis(): Promise<string> {
  made += 1;
  const address = new URL(environment.REDIS_URL);
  address.pathname = `/${made % 16}`;
  await inRedis(address.href, (redis) => redis.flushdb());
  return address.href;
}
