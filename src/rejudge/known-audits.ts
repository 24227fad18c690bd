import { auditOf, auditWords } from '../audit/audit-of.ts';
import type { Config } from '../config.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { openEventLog } from '../store/keyv-event-log.ts';

/**
 * What stands beside the scores of each judge: what its audit found, as half a sentence. A database that can't be read keeps nobody from
 * judging; that nothing is known of the judges is said then.
 */
export async function knownAudits(
  judges: {
    readonly models: readonly ModelInfo[];
    readonly content: Content;
    /** Whether they are asked to think before they score. */
    readonly thinking: boolean;
  },
  { database }: Pick<Config, 'database'>,
  log: Log,
): Promise<string[]> {
  const { models, content, thinking } = judges;
  try {
    const events = await openEventLog({ address: database, log, clock: systemClock });
    try {
      return await Promise.all(
        models.map(async (model) => auditWords(await auditOf(model, content, events, thinking))),
      );
    } finally {
      await events.close();
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    return models.map(() => `its audit cannot be read (${error.message})`);
  }
}
