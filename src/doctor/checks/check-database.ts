import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { withoutPassword } from '../../core/without-password.ts';
import { openEventLog } from '../../store/open-event-log.ts';
import { type Finding, failed } from '../finding.ts';

const NAME = 'Database';
/** Its stream says when a doctor was here, and nothing else reads it. */
const STREAM = 'doctor';

/** Opens the database as the bot does, stores an event and reads it again. */
export async function checkDatabase(address: string, deps: { log: Log; clock: Clock }): Promise<Finding> {
  const shown = withoutPassword(address);
  try {
    const events = await openEventLog({ address, ...deps });
    try {
      const before = await events.read(STREAM);
      await events.append(STREAM, before.length, { type: 'examined' });
      const after = await events.read(STREAM);
      if (after.length !== before.length + 1) {
        return {
          name: NAME,
          status: 'problem',
          says: `${shown} took an event and did not give it back`,
          advice: 'Check what else works on this database, and that its disk has room.',
        };
      }
    } finally {
      await events.close();
    }
  } catch (error) {
    return failed(NAME, 'problem', error);
  }
  if (!address.startsWith('memory:')) return { name: NAME, status: 'ok', says: `${shown} can be read and written` };
  return {
    name: NAME,
    status: 'warning',
    says: 'memory:// keeps nothing: debates and votes are gone when the bot ends',
    advice: 'Leave DATABASE empty for a file under data/.',
  };
}
