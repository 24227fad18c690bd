import type { Content } from '../content/schema.ts';
import { isExpected } from '../core/errors.ts';
import type { JudgeAudit } from '../judge/judge-audit.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { EventLog, Logged } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { instrumentOf, sheetStream } from './audit-record.ts';
import { type SheetEvent, sheetEventSchema } from './events.ts';
import type { AuditSheet } from './sheet.ts';

/** A sheet with when it was stored (milliseconds since the epoch) and where. */
export interface StoredSheet {
  readonly sheet: AuditSheet;
  readonly at: number;
  readonly place: SheetPlace;
}
type SheetPlace = Extract<JudgeAudit, { status: 'audited' }>['sheet'];

/** What is known of a judge. */
export type KnownAudit = ({ readonly status: 'audited' } & StoredSheet) | { readonly status: 'not audited' };

export const NOT_AUDITED: KnownAudit = { status: 'not audited' };

type Wording = Pick<Content, 'templates' | 'rubric'>;
type Named = Pick<ModelInfo, 'name' | 'digest'>;

/**
 * The newest audit of a judge as it is now: with these prompts and this rubric, and with these weights where their digest is known. What an
 * earlier version of the program has stored and this one can't read counts as none.
 * @param thinking whether the judge is asked to think first: on and off are two judges
 * @throws StoreFailedError
 */
export async function auditOf(
  { name, digest }: Named,
  content: Wording,
  events: EventLog,
  thinking = false,
): Promise<KnownAudit> {
  const stream = sheetStream(instrumentOf(name, thinking, content));
  const { logged } = await TypedStream.open(events, stream, sheetEventSchema, () => {});
  const newest = logged.findLast(({ event }) => digest === undefined || event.digest === digest);
  return newest === undefined ? NOT_AUDITED : { status: 'audited', ...storedSheet(stream, newest) };
}

/** The sheet that is stored at a place; undefined where this version can read none there. @throws StoreFailedError */
export async function sheetAt({ stream, seq }: SheetPlace, events: EventLog): Promise<StoredSheet | undefined> {
  const { logged } = await TypedStream.open(events, stream, sheetEventSchema, () => {});
  const stored = logged.find((one) => one.seq === seq);
  return stored === undefined ? undefined : storedSheet(stream, stored);
}

function storedSheet(stream: string, { seq, at, event }: Logged<SheetEvent>): StoredSheet {
  return { sheet: event.sheet, at, place: { stream, seq } };
}

/**
 * What is known of a judge, as it is kept and said beside its scores. A database that can't be read keeps nobody from judging.
 * @param thinking see auditOf
 */
export async function judgeAuditOf(
  judge: Named,
  content: Wording,
  events: EventLog,
  thinking = false,
): Promise<JudgeAudit> {
  try {
    const known = await auditOf(judge, content, events, thinking);
    return known.status === 'audited' ? inShort(known) : { status: 'not audited', digest: judge.digest ?? null };
  } catch (error) {
    return unreadable(error);
  }
}

/** What of a sheet is kept beside scores. */
export function inShort({ sheet, at, place }: StoredSheet): JudgeAudit {
  const { verdict, criteria, plan } = sheet;
  return {
    status: 'audited',
    at,
    verdict: verdict.verdict,
    fitFor: criteria.flatMap(({ criterion, name }) => (verdict.criteria.includes(criterion) ? [name] : [])),
    quick: plan.size === 'quick',
    sheet: place,
  };
}

/** What is known where the database can't be asked. @throws the error when it is not of an expected kind */
export function unreadable(error: unknown): JudgeAudit {
  if (!isExpected(error)) throw error;
  return { status: 'unreadable', problem: error.message };
}

/** Seats with what is known of each judge's audit. @param models those at hand */
export async function auditedSeats(
  seats: readonly JudgeSeat[],
  models: readonly ModelInfo[],
  content: Wording,
  events: EventLog,
): Promise<JudgeSeat[]> {
  return Promise.all(
    seats.map(async (seat) => {
      const info = models.find(({ name }) => name === seat.model) ?? { name: seat.model };
      return { ...seat, audit: await judgeAuditOf(info, content, events) };
    }),
  );
}
