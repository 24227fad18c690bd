import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { FilledForm } from '../../src/own-content/form.ts';
import { NotOwnError } from '../../src/own-content/not-own-error.ts';
import { OwnContents } from '../../src/own-content/own-contents.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { content } from '../support/content.ts';

const GUILD = '1000000000000000001';
const PERSONA: FilledForm = {
  kind: 'persona',
  id: null,
  texts: { name: 'Hana', tagline: 'A librarian.', values: 'access', expertise: 'libraries', manner: 'You ask.' },
};
const ENSEMBLE: FilledForm = {
  kind: 'ensemble',
  id: null,
  texts: {
    name: 'Two',
    description: 'Two of them.',
    members: 'Hana, any-1, for\nastrid, any-1, against',
    chair: 'wen, any-1',
    judges: 'any-1',
  },
};

async function open() {
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  onTestFinished(() => events.close());
  const contents = (over: EventLog = events, builtIn = content) =>
    new OwnContents({ content: builtIn, events: over, log });
  return { logged, events, contents };
}

describe('what a server has made', () => {
  it('says what was made and removed, and when, and nobody’s name', async () => {
    const { events, contents } = await open();
    const own = await contents().of(GUILD);
    await own.submit(PERSONA, () => false);
    await own.remove('persona', 'our-hana');
    const stored = await events.read(`guild/${GUILD}/content`);
    expect(stored.map(({ event }) => event)).toEqual([
      { type: 'saved', own: expect.objectContaining({ kind: 'persona' }) },
      { type: 'removed', kind: 'persona', id: 'our-hana' },
    ]);
    expect(stored[0]?.at).toBeGreaterThan(0);
  });

  it('is there without what can’t be read, and the log has that', async () => {
    const { logged, events, contents } = await open();
    const own = await contents().of(GUILD);
    await own.submit(PERSONA, () => false);
    await events.append(`guild/${GUILD}/content`, 1, { type: 'of another version' });
    const again = await contents().of(GUILD);
    expect(again.content.personas.has('our-hana')).toBe(true);
    expect(logged.join('')).toContain('something that a server has made cannot be read and is left out');
    await again.submit(ENSEMBLE, () => false);
    expect((await contents().contentFor(GUILD)).ensembles.has('our-two')).toBe(true);
  });

  it('is no ensemble with an empty seat, when a persona came with an earlier version', async () => {
    const { contents } = await open();
    const own = await contents().of(GUILD);
    await own.submit(PERSONA, () => false);
    await own.submit(ENSEMBLE, () => false);
    const personas = new Map([...content.personas].filter(([id]) => id !== 'astrid'));
    const later = await contents(undefined, { ...content, personas }).of(GUILD);
    expect(later.content.ensembles.has('our-two')).toBe(false);
    expect(later.find('ensemble', 'our-two').item.id).toBe('our-two');
  });

  it('is as it was when the store refuses a change, and is asked for again when it could not be read', async () => {
    const { events, contents } = await open();
    let broken = true;
    const failing: EventLog = {
      append: (...given) => (broken ? Promise.reject(new StoreFailedError('store', 'full')) : events.append(...given)),
      read: (...given) => (broken ? Promise.reject(new StoreFailedError('read', 'locked')) : events.read(...given)),
      redact: (...given) => events.redact(...given),
      close: () => events.close(),
    };
    const all = contents(failing);
    await expect(all.of(GUILD)).rejects.toThrow(StoreFailedError);
    broken = false;
    const own = await all.of(GUILD);
    broken = true;
    await expect(own.submit(PERSONA, () => false)).rejects.toThrow(StoreFailedError);
    expect(own.content.personas.has('our-hana')).toBe(false);
    expect(() => own.find('persona', 'our-hana')).toThrow(NotOwnError);
    broken = false;
    expect((await own.submit(PERSONA, () => false)).ok).toBe(true);
  });
});
