import { z } from 'zod';
import { type TrialId, trialIdSchema, type VoterId, voterIdSchema } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';

const catalogEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('trial-opened'),
    trial: trialIdSchema,
    startedBy: voterIdSchema,
    /** Null for one that was not started on Discord. */
    guildId: z.string().nullable().default(null),
  }),
  /** It ended and was shown to its end, so a restart need not look at it. */
  z.strictObject({ type: z.literal('trial-closed'), trial: trialIdSchema }),
  /** Something was added to it after that, and has to be shown. */
  z.strictObject({ type: z.literal('trial-reopened'), trial: trialIdSchema }),
]);
type CatalogEvent = z.infer<typeof catalogEventSchema>;

/** A trial as the catalog knows it. */
export interface CatalogEntry {
  readonly trial: TrialId;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly guildId: string | null;
}

/** Which trials there are, and which of them a restart has to go on with. */
export class TrialCatalog {
  readonly #stream: TypedStream<CatalogEvent>;

  private constructor(stream: TypedStream<CatalogEvent>) {
    this.#stream = stream;
  }

  /** An entry that can't be read is left out and logged: the other trials must not suffer from it. @throws StoreFailedError */
  static async open(events: EventLog, log: Log): Promise<TrialCatalog> {
    const stream = await TypedStream.open(events, 'catalog', catalogEventSchema, (error) =>
      log.error({ err: error }, 'an entry of the catalog of debates cannot be read and is left out'),
    );
    return new TrialCatalog(stream);
  }

  async opened(trial: TrialId, startedBy: VoterId, guildId: string | null): Promise<void> {
    await this.#stream.append({ type: 'trial-opened', trial, startedBy, guildId });
  }

  async closed(trial: TrialId): Promise<void> {
    await this.#stream.append({ type: 'trial-closed', trial });
  }

  async reopened(trial: TrialId): Promise<void> {
    await this.#stream.append({ type: 'trial-reopened', trial });
  }

  /** Puts somebody nobody knows in the place of whoever started a trial. @throws StoreFailedError */
  async redact(trial: TrialId, startedBy: VoterId): Promise<void> {
    const opened = this.#stream.events.find((event) => event.type === 'trial-opened' && event.trial === trial);
    if (opened?.type !== 'trial-opened' || opened.startedBy === startedBy) return;
    await this.#stream.redact(opened, { ...opened, startedBy });
  }

  /** All trials, oldest first. */
  get entries(): readonly CatalogEntry[] {
    return this.#stream.logged.flatMap(({ at, event }) =>
      event.type === 'trial-opened' ? [{ trial: event.trial, openedAt: at, guildId: event.guildId }] : [],
    );
  }

  /** Those that a restart has to go on with, in the order in which they were started. */
  get unclosed(): readonly CatalogEntry[] {
    const closed = new Set<TrialId>();
    for (const { type, trial } of this.#stream.events) {
      if (type === 'trial-closed') closed.add(trial);
      else closed.delete(trial);
    }
    return this.entries.filter(({ trial }) => !closed.has(trial));
  }

  has(trial: TrialId): boolean {
    return this.#stream.events.some((event) => event.type === 'trial-opened' && event.trial === trial);
  }

  /** When a trial was started; 0 for one that the catalog does not have. */
  openedAt(trial: TrialId): number {
    return this.entries.find((entry) => entry.trial === trial)?.openedAt ?? 0;
  }

  /** How many trials a person began since a time (milliseconds since the epoch). */
  startedSince(person: VoterId, since: number): number {
    return this.#stream.logged.filter(
      ({ at, event }) => event.type === 'trial-opened' && event.startedBy === person && at >= since,
    ).length;
  }
}
