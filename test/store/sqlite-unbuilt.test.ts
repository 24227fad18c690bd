import { expect, it, vi } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { SqliteUnbuiltError } from '../../src/store/sqlite-unbuilt-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// What an installation without scripts gives; there is no other way to have that here.
vi.mock('@keyv/sqlite', () => {
  throw new Error('Could not locate the bindings file. Tried: …');
});

it('says that SQLite was installed without its compiled part, and opens stores that do not need it', async () => {
  const options = { log: createLog('silent'), clock: systemClock };
  const folder = await temporaryFolder();
  await expect(openEventLog({ ...options, address: `sqlite://${folder}/x.sqlite` })).rejects.toThrow(
    SqliteUnbuiltError,
  );
  await (await openEventLog({ ...options, address: 'memory://' })).close();
});
