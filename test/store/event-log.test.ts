import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Keyv from 'keyv';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { CorruptRecordError } from '../../src/store/corrupt-record-error.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/keyv-event-log.ts';
import { openKeyv } from '../../src/store/open-keyv.ts';
import { SeqTakenError } from '../../src/store/seq-taken-error.ts';
import { StoreAdapterMissingError } from '../../src/store/store-adapter-missing-error.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';

const log = createLog('silent');
const open = (address: string): Promise<EventLog> => openEventLog({ address, log, clock: systemClock });
/** The same log as an object whose methods can be replaced. */
const withMethods = (events: EventLog): EventLog => ({
  append: (...given) => events.append(...given),
  read: (...given) => events.read(...given),
  redact: (...given) => events.redact(...given),
  close: () => events.close(),
});
const note = z.strictObject({ type: z.literal('note'), text: z.string() });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'event-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each(['memory', 'sqlite'])('the event log in %s', (kind) => {
  const address = (): string => (kind === 'memory' ? 'memory://' : `sqlite://${folder}/deep/events.sqlite`);

  it('gives back what was appended, in order, stream by stream', async () => {
    const events = await open(address());
    for (let seq = 0; seq < 450; seq += 1) await events.append('debate/a', seq, { seq });
    await events.append('debate/ab', 0, { other: true });
    const read = await events.read('debate/a');
    expect(read.map(({ event }) => event)).toEqual(Array.from({ length: 450 }, (_, seq) => ({ seq })));
    expect(await events.read('debate/a', 448)).toHaveLength(2);
    expect(await events.read('debate/none')).toEqual([]);
    await events.close();
  });

  it('gives back every text as it was, whatever it begins with', async () => {
    const events = await open(address());
    const texts = [':', '::', ':base64:aGk=', '::base64:aGk=', 'a: ":b"', '', '":'];
    const event = { texts, each: Object.fromEntries(texts.map((text, place) => [String(place), text])), ':key': 1 };
    await events.append('s', 0, event, { text: ':alone' }, { text: 'plain' });
    await events.append('t', 0, { text: ':alone' });
    expect((await events.read('s'))[0]?.event).toEqual(event);
    expect((await events.read('t'))[0]?.event).toEqual({ text: ':alone' });
    await events.close();
  });

  it('refuses a number that is taken, also when two writers ask at once', async () => {
    const events = await open(address());
    const outcomes = await Promise.allSettled([events.append('s', 0, 'first'), events.append('s', 0, 'second')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(events.append('s', 0, 'third')).rejects.toThrow(SeqTakenError);
    expect((await events.read('s')).map(({ event }) => event)).toEqual(['first']);
    await events.close();
  });
});

describe.each(['memory', 'sqlite'])('a deletion in %s', (kind) => {
  const address = (): string => (kind === 'memory' ? 'memory://' : `sqlite://${folder}/events.sqlite`);

  it('puts what is left in the place of an event: number, time and order stay, and so do the others', async () => {
    const events = await open(address());
    for (let seq = 0; seq < 3; seq += 1) await events.append('s', seq, { word: `word ${seq}` });
    await events.append('t', 0, { word: 'other' });
    const before = await events.read('s');
    await events.redact('s', 1, { left: true });
    expect(await events.read('s')).toEqual(
      before.map((logged) => (logged.seq === 1 ? { ...logged, event: { left: true } } : logged)),
    );
    expect((await events.read('t')).map(({ event }) => event)).toEqual([{ word: 'other' }]);
    await events.append('s', 3, { word: 'more' });
    expect(await events.read('s')).toHaveLength(4);
    await events.close();
  });

  it('takes many at once, of which the last one for an event stays', async () => {
    const events = await open(address());
    await events.append('s', 0, 'a');
    await events.append('s', 1, 'b');
    await events.append('t', 0, 'c');
    await Promise.all([
      events.redact('s', 0, 'a left'),
      events.redact('s', 0, 'a left later'),
      events.redact('t', 0, 'c left'),
      events.redact('s', 1, 'b left'),
    ]);
    expect((await events.read('s')).map(({ event }) => event)).toEqual(['a left later', 'b left']);
    expect((await events.read('t')).map(({ event }) => event)).toEqual(['c left']);
    await events.close();
  });

  it('is none of what is not stored', async () => {
    const events = await open(address());
    await events.append('s', 0, 'first');
    await expect(events.redact('s', 1, 'left')).rejects.toThrow(RangeError);
    expect(await events.read('s')).toHaveLength(1);
    await events.close();
  });

  it('shows in a stream that is open, whose next event comes after all others', async () => {
    const events = await open(address());
    const stream = await TypedStream.open(events, 'notes', note);
    const stored = await Promise.all(['a', 'b'].map((text) => stream.append({ type: 'note', text })));
    const [first] = stored;
    await stream.redact(first?.event ?? expect.fail(), { type: 'note', text: 'deleted' });
    await stream.append({ type: 'note', text: 'c' });
    for (const { events: seen } of [stream, await TypedStream.open(events, 'notes', note)])
      expect(seen.map(({ text }) => text)).toEqual(['deleted', 'b', 'c']);
    await events.close();
  });
});

describe.each(['memory', 'sqlite'])('a stream in %s', (kind) => {
  const address = (): string => (kind === 'memory' ? 'memory://' : `sqlite://${folder}/events.sqlite`);

  it('stores what is asked for at once in that order, and among that of other streams', async () => {
    const events = await open(address());
    const streams = await Promise.all(['a', 'b'].map((name) => TypedStream.open(events, name, note)));
    const texts = Array.from({ length: 1200 }, (_, place) => String(place));
    const logged = await Promise.all(
      texts.flatMap((text) => streams.map((stream) => stream.append({ type: 'note', text }))),
    );
    expect(new Set(logged.map(({ order }) => order)).size).toBe(2400);
    for (const [place, name] of ['a', 'b'].entries()) {
      const own = (await TypedStream.open(events, name, note)).logged;
      expect(own.map(({ event }) => event.text)).toEqual(texts);
      expect(own.map(({ seq }) => seq)).toEqual(texts.map((_, seq) => seq));
      expect(own.map(({ order }) => order)).toEqual(
        own.map(({ order }) => order).toSorted((left = 0, right = 0) => Number(left) - Number(right)),
      );
      expect(streams[place]?.logged).toEqual(own);
    }
    await events.close();
  });

  it('goes on without a gap where the database took nothing for a while', async () => {
    const events = await open(address());
    let refused = true;
    const stream = await TypedStream.open(
      {
        ...withMethods(events),
        append: (...given) =>
          refused ? Promise.reject(new StoreFailedError('store', 'full')) : events.append(...given),
      },
      'notes',
      note,
    );
    const append = (text: string) => stream.append({ type: 'note', text });
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(append));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    refused = false;
    await Promise.all(['d', 'e'].map(append));
    expect((await events.read('notes')).map(({ seq, event }) => [seq, event])).toEqual([
      [0, { type: 'note', text: 'd' }],
      [1, { type: 'note', text: 'e' }],
    ]);
    await events.close();
  });

  it('whose number somebody else has taken is told alone: others that are stored at the same time are', async () => {
    const events = await open(address());
    const [own, other] = await Promise.all(['a', 'b'].map((name) => TypedStream.open(events, name, note)));
    if (own === undefined || other === undefined) return expect.fail();
    await events.append('a', 0, { type: 'note', text: 'theirs' });
    const outcomes = await Promise.allSettled([
      own.append({ type: 'note', text: 'ours' }),
      other.append({ type: 'note', text: 'b' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(outcomes[0]).toMatchObject({ reason: expect.any(SeqTakenError) });
    expect((await events.read('a')).map(({ event }) => event)).toEqual([{ type: 'note', text: 'theirs' }]);
    await events.close();
  });
});

describe('the event log on disk', () => {
  it('writes thousands of events in a few transactions', async () => {
    const events = await open(`sqlite://${folder}/events.sqlite`);
    const stream = await TypedStream.open(events, 'notes', note);
    const writes = vi.spyOn(Keyv.prototype, 'setMany');
    onTestFinished(() => writes.mockRestore());
    await Promise.all(Array.from({ length: 3000 }, () => stream.append({ type: 'note', text: 'x' })));
    expect(writes.mock.calls.length).toBeLessThan(10);
    expect(await events.read('notes')).toHaveLength(3000);
    await events.close();
  });

  it('has nothing left in its file of what was deleted, short or long', async () => {
    const file = path.join(folder, 'events.sqlite');
    const events = await open(`sqlite://${file}`);
    const secrets = ['a-short-secret', `a-long-secret ${'x'.repeat(20_000)} its-end`];
    for (const [seq, secret] of secrets.entries()) await events.append('s', seq, { secret });
    for (const seq of secrets.keys()) await events.redact('s', seq, { left: seq });
    await events.close();
    const names = await readdir(folder);
    const bytes = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'latin1')));
    expect(bytes.join('')).not.toMatch(/a-short-secret|a-long-secret|xxxx|its-end/);
  });

  it('holds its events for the next process', async () => {
    const first = await open(`sqlite://${folder}/events.sqlite`);
    const stream = await TypedStream.open(first, 'notes', note);
    await Promise.all(['a', 'b', 'c'].map((text) => stream.append({ type: 'note', text })));
    await first.close();
    const second = await open(`sqlite://${folder}/events.sqlite`);
    const again = await TypedStream.open(second, 'notes', note);
    expect(again.events.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    await second.close();
  });

  it('says which stored event it cannot read', async () => {
    const events = await open(`sqlite://${folder}/events.sqlite`);
    await events.append('notes', 0, { type: 'note', text: 5 });
    await expect(TypedStream.open(events, 'notes', note)).rejects.toThrow(CorruptRecordError);
    await events.close();
  });

  it('says so of what is no record of an event, and of what is no JSON at all', async () => {
    const address = `sqlite://${folder}/events.sqlite`;
    const { keyv } = await openKeyv(address);
    const events = await open(address);
    for (const [seq, text] of ['a', 'b', 'c', 'd'].entries()) await events.append('notes', seq, { type: 'note', text });
    await keyv.set('notes/1', { text: 'by hand' });
    await expect(TypedStream.open(events, 'notes', note)).rejects.toThrow('Event 1 of notes in the database');
    await keyv.store.set('notes/2', '{"value": {"at"');
    const corrupt: number[] = [];
    const stream = await TypedStream.open(events, 'notes', note, ({ seq }) => corrupt.push(seq));
    expect(corrupt).toEqual([1, 2]);
    expect(stream.events.map(({ text }) => text)).toEqual(['a', 'd']);
    await stream.append({ type: 'note', text: 'e' });
    expect((await events.read('notes', 4)).map(({ event }) => event)).toEqual([{ type: 'note', text: 'e' }]);
    await events.close();
    await keyv.disconnect();
  });

  it('says so when the address is a file that is no database', async () => {
    const file = path.join(folder, 'text.sqlite');
    await writeFile(file, 'this is not a database, only some words that are long enough to be read as a header');
    await expect(open(`sqlite://${file}`)).rejects.toThrow(StoreFailedError);
  });

  it('names the package that an address needs', async () => {
    await expect(open('postgres://user:secret@localhost/x')).rejects.toThrow(StoreAdapterMissingError);
    await expect(open('postgres://user:secret@localhost/x')).rejects.not.toThrow(/secret/);
    await expect(open('floppy://a')).rejects.toThrow(StoreAdapterMissingError);
  });
});
