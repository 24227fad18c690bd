import type { Content } from '../content/schema.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { instrumentOf, sheetStream } from './audit-record.ts';
import { sheetEventSchema } from './events.ts';
import type { AuditSheet } from './sheet.ts';

/** What is known of a judge. */
export type KnownAudit =
  | { readonly status: 'audited'; readonly sheet: AuditSheet; readonly at: number }
  | { readonly status: 'not audited' };

export const NOT_AUDITED: KnownAudit = { status: 'not audited' };

/**
 * The newest audit of a judge as it is now: with these prompts and this rubric, and with these weights where their digest is known. What an
 * earlier version of the program has stored and this one can't read counts as none.
 * @param thinking whether the judge is asked to think first: on and off are two judges
 * @throws StoreFailedError
 */
export async function auditOf(
  { name, digest }: Pick<ModelInfo, 'name' | 'digest'>,
  content: Pick<Content, 'templates' | 'rubric'>,
  events: EventLog,
  thinking = false,
): Promise<KnownAudit> {
  const stream = sheetStream(instrumentOf(name, thinking, content));
  const { logged } = await TypedStream.open(events, stream, sheetEventSchema, () => {});
  const newest = logged.findLast(({ event }) => digest === undefined || event.digest === digest);
  return newest === undefined ? NOT_AUDITED : { status: 'audited', sheet: newest.event.sheet, at: newest.at };
}

/** What stands beside a judge's scores, as half a sentence: `audited, fit for some criteria (Safety)`. */
export function auditWords(audit: KnownAudit): string {
  if (audit.status === 'not audited') return 'not audited';
  const { verdict, criteria, plan } = audit.sheet;
  const small = plan.size === 'quick' ? ' (a quick audit)' : '';
  switch (verdict.verdict) {
    case 'fit':
      return `audited${small}: fit`;
    case 'fit for some criteria': {
      const names = criteria.flatMap(({ criterion, name }) => (verdict.criteria.includes(criterion) ? [name] : []));
      return `audited${small}: fit for ${names.join(', ')} only`;
    }
    case 'not fit':
      return `audited${small}: not fit`;
  }
}
