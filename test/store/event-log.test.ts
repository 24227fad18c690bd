import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Keyv from 'keyv';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CorruptRecordError } from '../../src/store/corrupt-record-error.ts';
import { openKeyv } from '../../src/store/open-keyv.ts';
import { StoreAdapterMissingError } from '../../src/store/store-adapter-missing-error.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';
import { eventLogBehaves, note, open } from '../support/event-log-behaviour.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'event-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

eventLogBehaves('memory', async () => 'memory://');
eventLogBehaves('sqlite', async () => `sqlite://${folder}/deep/events.sqlite`);

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
    await expect(open('mysql://user:secret@localhost/x')).rejects.toThrow(StoreAdapterMissingError);
    await expect(open('mysql://user:secret@localhost/x')).rejects.not.toThrow(/secret/);
    await expect(open('floppy://a')).rejects.toThrow(StoreAdapterMissingError);
  });
});
