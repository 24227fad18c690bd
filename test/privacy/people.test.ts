import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { PersonIds } from '../../src/core/person-ids.ts';
import { People } from '../../src/privacy/people.ts';
import { VoterKeyChangedError } from '../../src/privacy/voter-key-changed-error.ts';
import { openEventLog } from '../../src/store/keyv-event-log.ts';
import { personIds } from '../support/people.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const log = createLog('silent');

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
