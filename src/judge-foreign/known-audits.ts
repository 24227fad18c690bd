import { judgeAuditOf, unreadable } from '../audit/audit-of.ts';
import type { Config } from '../config.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { auditWords } from '../judge/judge-audit.ts';
import { openEventLog } from '../store/open-event-log.ts';
import type { NamedJudge } from './seat-judges.ts';

/** A judge's seat with whether it was audited, and what its audit found, as half a sentence. */
export type AuditedSeat = NamedJudge['seat'] & { readonly audited: boolean; readonly audit: string };

/**
 * What stands beside the scores of each judge. A database that can't be read keeps nobody from judging; that nothing is known of the judges is
 * said then.
 * @param wording.thinking whether they are asked to think before they score
 */
export async function knownAudits(
  judges: readonly NamedJudge[],
  { content, thinking }: { readonly content: Content; readonly thinking: boolean },
  { database }: Pick<Config, 'database'>,
  log: Log,
): Promise<AuditedSeat[]> {
  try {
    const events = await openEventLog({ address: database, log, clock: systemClock });
    try {
      return await Promise.all(
        judges.map(async ({ info, seat }) => {
          const audit = await judgeAuditOf(info, content, events, thinking);
          return { ...seat, audited: audit.status === 'audited', audit: auditWords(audit) };
        }),
      );
    } finally {
      await events.close();
    }
  } catch (error) {
    const audit = auditWords(unreadable(error));
    return judges.map(({ seat }) => ({ ...seat, audited: false, audit }));
  }
}
