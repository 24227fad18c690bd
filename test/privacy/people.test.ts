import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { PersonIds } from '../../src/core/person-ids.ts';
import { People } from '../../src/privacy/people.ts';
import { VoterKeyChangedError } from '../../src/privacy/voter-key-changed-error.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { personIds, voterId } from '../support/people.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const log = createLog('silent');
const ADA = voterId('ada');

/** A database in memory that takes so many writes more, until the process is killed. */
async function mortal(): Promise<{ events: EventLog; dyingAfter(writes: number): EventLog }> {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const dyingAfter = (writes: number): EventLog => {
    let left = writes;
    const write = (): void => {
      if (left === 0) throw new StoreFailedError('write', 'the process was killed');
      left -= 1;
    };
    return {
      read: (stream, from) => events.read(stream, from),
      async append(stream, seq, ...added) {
        write();
        return events.append(stream, seq, ...added);
      },
      async redact(stream, seq, event) {
        write();
        await events.redact(stream, seq, event);
      },
      close: async () => {},
    };
  };
  return { events, dyingAfter };
}

describe('a deletion that is done', () => {
  it('is never begun again, wherever the process was killed: what they do since stays', async () => {
    for (let writes = 0; writes < 4; writes += 1) {
      const { events, dyingAfter } = await mortal();
      const earlier = await People.open(events, personIds);
      await earlier.meet(ADA, async () => {});
      await earlier.ask({ voter: ADA, salt: 'salt' });
      const first = await People.open(dyingAfter(writes), personIds);
      const done = await first.deleted({ voter: ADA }).then(
        () => true,
        () => false,
      );
      expect(first.isBeingForgotten(ADA), `killed after ${writes}`).toBe(!done);
      const second = await People.open(events, personIds);
      expect(second.isForgotten(ADA)).toBe(true);
      // As long as it is asked for, nothing new of theirs is taken.
      expect(second.asked.length > 0, `killed after ${writes}`).toBe(second.isBeingForgotten(ADA));
      expect(second.asked.length, `killed after ${writes}`).toBe(done ? 0 : 1);
      for (const asked of second.asked) await second.deleted(asked);
      expect(JSON.stringify(await events.read('people'))).not.toContain('salt');
      expect(second.recordsOf(ADA).map(({ event }) => event)).toEqual([{ type: 'deletion-done', voter: ADA }]);
    }
  });
});

describe('the key of a database', () => {
  it('is the one that it was first opened with: another one is told, and changes nothing', async () => {
    const address = `sqlite://${path.join(await temporaryFolder(), 'bot.sqlite')}`;
    const open = () => openEventLog({ address, log, clock: systemClock });
    const first = await open();
    await People.open(first, personIds);
    await first.close();
    const second = await open();
    await expect(People.open(second, new PersonIds('another-key-0123456789-0123456789'))).rejects.toThrow(
      VoterKeyChangedError,
    );
    await People.open(second, personIds);
    expect(await second.read('people')).toHaveLength(1);
    await second.close();
  });
});
