import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { SeqTakenError } from '../../src/store/seq-taken-error.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';

export const note = z.strictObject({ type: z.literal('note'), text: z.string() });

export function open(address: string): Promise<EventLog> {
  return openEventLog({ address, log: createLog('silent'), clock: systemClock });
}

/** The same log as an object whose methods can be replaced. */
function withMethods(events: EventLog): EventLog {
  return {
    append: (...given) => events.append(...given),
    read: (...given) => events.read(...given),
    redact: (...given) => events.redact(...given),
    close: () => events.close(),
  };
}

/**
 * What every store does for the port.
 * @param address of a store in which nothing is yet, for each test another one
 */
export function eventLogBehaves(kind: string, address: () => Promise<string>): void {
  describe(`the event log in ${kind}`, () => {
    it('gives back what was appended, in order, stream by stream', async () => {
      const events = await open(await address());
      for (let seq = 0; seq < 450; seq += 1) await events.append('debate/a', seq, { seq });
      await events.append('debate/ab', 0, { other: true });
      const read = await events.read('debate/a');
      expect(read.map(({ event }) => event)).toEqual(Array.from({ length: 450 }, (_, seq) => ({ seq })));
      expect(await events.read('debate/a', 448)).toHaveLength(2);
      expect(await events.read('debate/none')).toEqual([]);
      await events.close();
    });

    it('gives back every text as it was, whatever it begins with', async () => {
      const events = await open(await address());
      const texts = [':', '::', ':base64:aGk=', '::base64:aGk=', 'a: ":b"', '', '":'];
      const event = { texts, each: Object.fromEntries(texts.map((text, place) => [String(place), text])), ':key': 1 };
      await events.append('s', 0, event, { text: ':alone' }, { text: 'plain' });
      await events.append('t', 0, { text: ':alone' });
      expect((await events.read('s'))[0]?.event).toEqual(event);
      expect((await events.read('t'))[0]?.event).toEqual({ text: ':alone' });
      await events.close();
    });

    it('refuses a number that is taken, also when two writers ask at once', async () => {
      const events = await open(await address());
      const outcomes = await Promise.allSettled(['first', 'second'].map((word) => events.append('s', 0, word)));
      const stored = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      await expect(events.append('s', 0, 'third')).rejects.toThrow(SeqTakenError);
      expect(await events.read('s')).toEqual(stored);
      await events.close();
    });
  });

  describe(`a deletion in ${kind}`, () => {
    it('puts what is left in the place of an event: number, time and order stay, and so do the others', async () => {
      const events = await open(await address());
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
      const events = await open(await address());
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
      const events = await open(await address());
      await events.append('s', 0, 'first');
      await expect(events.redact('s', 1, 'left')).rejects.toThrow(RangeError);
      expect(await events.read('s')).toHaveLength(1);
      await events.close();
    });

    it('shows in a stream that is open, whose next event comes after all others', async () => {
      const events = await open(await address());
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

  describe(`a stream in ${kind}`, () => {
    it('stores what is asked for at once in that order, and among that of other streams', async () => {
      const events = await open(await address());
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
      const events = await open(await address());
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
      const events = await open(await address());
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
}
