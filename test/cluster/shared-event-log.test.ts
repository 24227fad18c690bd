import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { CorruptRecordError } from '../../src/store/corrupt-record-error.ts';
import { openSharedEventLog } from '../../src/store/open-event-log.ts';
import { RunTakenOverError } from '../../src/store/run-taken-over-error.ts';
import { SeqTakenError } from '../../src/store/seq-taken-error.ts';
import type { SharedEventLog } from '../../src/store/shared-event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { StoreNotSharedError } from '../../src/store/store-not-shared-error.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';
import { eventLogBehaves, note } from '../support/event-log-behaviour.ts';
import { emptyPostgres, emptyRedis, inPostgres, inRedis } from './servers.ts';

const STORES = [
  ['Postgres', emptyPostgres],
  ['Redis', emptyRedis],
] as const;

for (const [kind, empty] of STORES) eventLogBehaves(kind, empty);

const open = (address: string): Promise<SharedEventLog> =>
  openSharedEventLog({ address, log: createLog('silent'), clock: systemClock });

/** As many logs as processes would have. */
const openSeveral = (address: string, many: number): Promise<SharedEventLog[]> =>
  Promise.all(Array.from({ length: many }, () => open(address)));

async function closeAll(logs: readonly SharedEventLog[]): Promise<void> {
  await Promise.all(logs.map((log) => log.close()));
}

describe.each(STORES)('%s with many writers', (_, empty) => {
  it('gives each number to one of them, and all that one stores together to none but that one', async () => {
    const logs = await openSeveral(await empty(), 4);
    const stored: unknown[] = [];
    await Promise.all(
      logs.map(async (events, writer) => {
        for (let place = 0; place < 40; ) {
          const { length } = await events.read('s');
          try {
            await events.append('s', length, { writer, place }, { writer, place: place + 1 });
            place += 2;
          } catch (error) {
            expect(error).toBeInstanceOf(SeqTakenError);
          }
        }
      }),
    );
    for (const events of logs) {
      const read = (await events.read('s')).map(({ event }) => event);
      expect(read).toHaveLength(160);
      stored.push(read);
      for (const writer of logs.keys())
        expect(read.filter((event) => Object(event).writer === writer).map((event) => Object(event).place)).toEqual(
          Array.from({ length: 40 }, (_unused, place) => place),
        );
    }
    expect(new Set(stored.map((read) => JSON.stringify(read))).size).toBe(1);
    await closeAll(logs);
  });

  it('stores none of several events when one of their numbers is taken', async () => {
    const events = await open(await empty());
    await events.append('s', 0, 'a', 'b');
    await expect(events.append('s', 1, 'c', 'd', 'e')).rejects.toThrow(SeqTakenError);
    expect((await events.read('s')).map(({ event }) => event)).toEqual(['a', 'b']);
    await events.close();
  });

  it('gives what one of them stores later a larger place than what another one stored before, in whatever stream', async () => {
    const logs = await openSeveral(await empty(), 2);
    const orders: (number | null)[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const [logged] = (await logs[turn % 2]?.append(`stream-${turn % 3}`, Math.floor(turn / 3), turn)) ?? [];
      orders.push(logged?.order ?? null);
    }
    expect(orders).toEqual(orders.toSorted((left, right) => Number(left) - Number(right)));
    expect(new Set(orders).size).toBe(6);
    await closeAll(logs);
  });

  it('is opened by several at the same time where nothing is yet', async () => {
    const address = await empty();
    await closeAll(await openSeveral(address, 6));
  });
});

describe.each(STORES)('work that is claimed in %s', (_, empty) => {
  it('is taken over: the earlier holder can read, and stores nothing more, in no stream', async () => {
    const logs = await openSeveral(await empty(), 2);
    const [one, other] = logs;
    if (one === undefined || other === undefined) return expect.fail();
    const first = await one.claim('t-1/ensemble');
    await first.append('debate/d-1', 0, 'from the first');
    const second = await other.claim('t-1/ensemble');
    expect(second.token).toBeGreaterThan(first.token);
    // The number is free, and another stream has none yet.
    await expect(first.append('debate/d-1', 1, 'too late')).rejects.toThrow(RunTakenOverError);
    await expect(first.append('trial/t-1', 0, 'too late')).rejects.toThrow(RunTakenOverError);
    await second.append('debate/d-1', 1, 'from the second');
    expect((await first.read('debate/d-1')).map(({ event }) => event)).toEqual(['from the first', 'from the second']);
    expect(await first.read('trial/t-1')).toEqual([]);
    await closeAll(logs);
  });

  it('says nothing of other work', async () => {
    const events = await open(await empty());
    const one = await events.claim('t-1/ensemble');
    await events.claim('t-1/baseline');
    await one.append('debate/d-1', 0, 'still held');
    await events.close();
  });

  it('has no line of an earlier holder after the first one of its successor, however close they are', async () => {
    const logs = await openSeveral(await empty(), 4);
    const lines: { readonly token: number; readonly order: number }[] = [];
    let refused = 0;
    const hold = async (events: SharedEventLog): Promise<void> => {
      for (let times = 0; times < 6; times += 1) {
        const { token, append } = await events.claim('work');
        try {
          for (let line = 0; line < 10; line += 1) {
            const [logged] = await append(`lines/${token}/${line}`, 0, 'a line');
            lines.push({ token, order: logged?.order ?? expect.fail() });
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RunTakenOverError);
          refused += 1;
        }
      }
    };
    await Promise.all(logs.map(hold));
    const tokens = lines.toSorted((left, right) => left.order - right.order).map(({ token }) => token);
    expect(tokens).toEqual(tokens.toSorted((left, right) => left - right));
    expect(refused).toBeGreaterThan(0);
    await closeAll(logs);
  });
});

it('a claim in Postgres waits for what is being stored in its earlier holder’s name, so that its successor reads it', async () => {
  const address = await emptyPostgres();
  const events = await open(address);
  const first = await events.claim('work');
  await inPostgres(async (client) => {
    const waiting = async (): Promise<number> =>
      (await client.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length;
    await client.query('BEGIN');
    await client.query("INSERT INTO keyv (key, value) VALUES ('lines/0', 'taken, until it is taken back')");
    const storing = first.append('lines', 0, 'slow');
    while ((await waiting()) < 1);
    let done = false;
    const read = events.claim('work').then(async (claimed) => {
      const lines = await claimed.read('lines');
      done = true;
      return lines;
    });
    while (!done && (await waiting()) < 2);
    await client.query('ROLLBACK');
    await storing;
    expect((await read).map(({ event }) => event)).toEqual(['slow']);
  }, address);
  await events.close();
});

describe('a shared store', () => {
  it('names no password when it cannot be reached, and says what to do', async () => {
    for (const address of ['postgres://user:secret@127.0.0.1:1/x', 'redis://user:secret@127.0.0.1:1/0']) {
      const opening = open(address);
      await expect(opening).rejects.toThrow(StoreFailedError);
      await expect(opening).rejects.toThrow(/ECONNREFUSED/);
      await expect(opening).rejects.not.toThrow(/secret/);
    }
  });

  it('is none that serves a single process', async () => {
    await expect(open('sqlite://data/x.sqlite')).rejects.toThrow(StoreNotSharedError);
    await expect(open('memory://')).rejects.toThrow(StoreNotSharedError);
  });

  it.each([
    [
      'Postgres',
      emptyPostgres,
      (address: string) =>
        inPostgres((client) => client.query("UPDATE keyv SET value = 'by hand' WHERE key = 'notes/1'"), address),
    ],
    [
      'Redis',
      emptyRedis,
      (address: string) => inRedis(address, (redis) => redis.lset('ensemble-debates:log:notes', 1, 'by hand')),
    ],
  ])('in %s says which event was changed by hand', async (_, empty, change) => {
    const address = await empty();
    const events = await open(address);
    await events.append('notes', 0, ...['a', 'b', 'c'].map((text) => ({ type: 'note', text })));
    await change(address);
    await expect(TypedStream.open(events, 'notes', note)).rejects.toThrow('Event 1 of notes in the database');
    const corrupt: CorruptRecordError[] = [];
    const stream = await TypedStream.open(events, 'notes', note, (error) => corrupt.push(error));
    expect(corrupt).toHaveLength(1);
    expect(stream.events.map(({ text }) => text)).toEqual(['a', 'c']);
    await events.close();
  });

  it.each([
    [
      'Postgres',
      emptyPostgres,
      (_address: string) =>
        inPostgres((client) =>
          client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'empty_%'"),
        ),
    ],
    [
      'Redis',
      emptyRedis,
      (address: string) => inRedis(address, (redis) => redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    ],
  ])(
    'in %s goes on when all connections are broken in the middle of appends, and stores each event once',
    async (_, empty, breakAll) => {
      const address = await empty();
      const events = await open(address);
      const stream = await TypedStream.open(events, 'notes', note);
      const texts = Array.from({ length: 300 }, (_unused, place) => String(place));
      let breaking = Promise.resolve<unknown>(undefined);
      for (const [place, text] of texts.entries()) {
        const storing = stream.append({ type: 'note', text });
        if (place % 30 === 15) breaking = Promise.all([breaking, breakAll(address)]);
        await storing;
      }
      await breaking;
      expect((await TypedStream.open(events, 'notes', note)).events.map(({ text }) => text)).toEqual(texts);
      await events.close();
    },
  );

  it('in Redis says so when events are missing that were there', async () => {
    const address = await emptyRedis();
    const events = await open(address);
    await events.append('s', 0, 'a', 'b');
    await inRedis(address, (redis) => redis.flushdb());
    await expect(events.append('s', 2, 'c')).rejects.toThrow('the database has lost what it had');
    expect(await events.read('s')).toEqual([]);
    await events.close();
  });
});
