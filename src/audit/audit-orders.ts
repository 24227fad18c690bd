import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { AUDIT_SIZES } from './audit-size.ts';

const placeSchema = z.strictObject({ guildId: z.string(), channelId: z.string() });

const orderEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('audit-ordered'),
    judge: z.string(),
    size: z.enum(AUDIT_SIZES),
    seed: z.int().min(0),
    by: z.strictObject({ id: z.string(), name: z.string() }),
    /** Where on Discord its progress is shown. */
    place: placeSchema,
  }),
  /** The progress of the order of that number is shown by this message; the last posts of one can come after the next was given. */
  z.strictObject({ type: z.literal('audit-shown'), order: z.int().min(0), messageId: z.string() }),
  /** Its sheet is there, it failed, or a person parked it: a restart does not go on with it. */
  z.strictObject({ type: z.literal('audit-over') }),
]);
type OrderEvent = z.infer<typeof orderEventSchema>;

/** An audit that somebody asked the bot for. */
export type AuditOrder = Omit<Extract<OrderEvent, { type: 'audit-ordered' }>, 'type'>;

/** An order that a restart goes on with. */
export interface OpenOrder {
  readonly order: AuditOrder;
  /** Its place among all that is stored of orders. */
  readonly seq: number;
  /** When it was given, in milliseconds since the epoch. */
  readonly at: number;
  readonly messageId: string | null;
}

/** Which audits the bot was asked for: one after the other, so that only the last can be open. */
export class AuditOrders {
  readonly #stream: TypedStream<OrderEvent>;

  private constructor(stream: TypedStream<OrderEvent>) {
    this.#stream = stream;
  }

  /** An entry that can't be read is left out and logged. @throws StoreFailedError */
  static async open(events: EventLog, log: Log): Promise<AuditOrders> {
    const stream = await TypedStream.open(events, 'audit-orders', orderEventSchema, (error) =>
      log.error({ err: error }, 'an order of an audit cannot be read and is left out'),
    );
    return new AuditOrders(stream);
  }

  /** @throws StoreFailedError */
  async ordered(order: AuditOrder): Promise<OpenOrder> {
    const { at, seq } = await this.#stream.append({ type: 'audit-ordered', ...order });
    return { order, seq, at, messageId: null };
  }

  /** @throws StoreFailedError */
  async shown({ seq }: Pick<OpenOrder, 'seq'>, messageId: string): Promise<void> {
    await this.#stream.append({ type: 'audit-shown', order: seq, messageId });
  }

  /** @throws StoreFailedError */
  async over(): Promise<void> {
    await this.#stream.append({ type: 'audit-over' });
  }

  /** The order that a restart has to go on with. */
  get open(): OpenOrder | undefined {
    const { logged } = this.#stream;
    const place = logged.findLastIndex(({ event }) => event.type === 'audit-ordered');
    const last = logged[place];
    if (last?.event.type !== 'audit-ordered') return undefined;
    const since = logged.slice(place + 1).map(({ event }) => event);
    if (since.some(({ type }) => type === 'audit-over')) return undefined;
    const { type: _, ...order } = last.event;
    const shown = since.findLast((event) => event.type === 'audit-shown' && event.order === last.seq);
    return { order, seq: last.seq, at: last.at, messageId: shown?.type === 'audit-shown' ? shown.messageId : null };
  }
}
