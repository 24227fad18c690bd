import { z } from 'zod';
import { actingRoleSchema } from '../core/acting-role.ts';
import type { Log } from '../core/log.ts';
import { sheetPlaceSchema } from '../judge/judge-audit.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { AUDIT_SIZES } from './audit-size.ts';

const placeSchema = z.strictObject({ guildId: z.string(), channelId: z.string() });
const seqSchema = z.int().min(0);

/** How an audit ended for good. */
const lastEndSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('audited'), sheet: sheetPlaceSchema }),
  z.strictObject({ status: z.literal('parked'), by: actingRoleSchema }),
  z.strictObject({ status: z.literal('failed'), words: z.string() }),
]);
export type LastEnd = z.infer<typeof lastEndSchema>;

const orderEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('audit-ordered'),
    judge: z.string(),
    size: z.enum(AUDIT_SIZES),
    seed: z.int().min(0),
    /** Where on Discord its progress is shown. */
    place: placeSchema,
  }),
  /** The progress of the order of that number is shown by this message; the last posts of one can come after the next was given. */
  z.strictObject({ type: z.literal('audit-shown'), order: seqSchema, messageId: z.string() }),
  /** Its sheet is there, it failed, or a person parked it: a restart does not go on with it. Earlier versions did not say how it ended. */
  z.strictObject({ type: z.literal('audit-over'), order: seqSchema.optional(), end: lastEndSchema.optional() }),
  /** Nothing is left to show of that order: its end was shown, or the place for it is gone. */
  z.strictObject({ type: z.literal('audit-settled'), order: seqSchema }),
]);
type OrderEvent = z.infer<typeof orderEventSchema>;

/** An audit that somebody asked the bot for. */
export type AuditOrder = Omit<Extract<OrderEvent, { type: 'audit-ordered' }>, 'type'>;

/** An order as it is stored. */
export interface StoredOrder {
  readonly order: AuditOrder;
  /** Its place among all that is stored of orders. */
  readonly seq: number;
  /** When it was given, in milliseconds since the epoch. */
  readonly at: number;
  /** The message that shows it; null before there was one. */
  readonly messageId: string | null;
}

interface OrderState extends StoredOrder {
  readonly over: boolean;
  readonly end: LastEnd | undefined;
  readonly settled: boolean;
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
  async ordered(order: AuditOrder): Promise<StoredOrder> {
    const { at, seq } = await this.#stream.append({ type: 'audit-ordered', ...order });
    return { order, seq, at, messageId: null };
  }

  /** @throws StoreFailedError */
  async shown({ seq }: Pick<StoredOrder, 'seq'>, messageId: string): Promise<void> {
    await this.#stream.append({ type: 'audit-shown', order: seq, messageId });
  }

  /** @throws StoreFailedError */
  async over({ seq }: Pick<StoredOrder, 'seq'>, end: LastEnd): Promise<void> {
    await this.#stream.append({ type: 'audit-over', order: seq, end });
  }

  /** @throws StoreFailedError */
  async settled({ seq }: Pick<StoredOrder, 'seq'>): Promise<void> {
    await this.#stream.append({ type: 'audit-settled', order: seq });
  }

  /** The order that a restart has to go on with. */
  get open(): StoredOrder | undefined {
    const last = this.#states().at(-1);
    return last?.over === false ? last : undefined;
  }

  /** Those that are over of which the end is still to be shown, the oldest first. */
  get untold(): readonly { readonly order: StoredOrder; readonly end: LastEnd }[] {
    return this.#states().flatMap((order) =>
      order.end === undefined || order.settled ? [] : [{ order, end: order.end }],
    );
  }

  #states(): OrderState[] {
    const states = new Map<number, OrderState>();
    let last = -1;
    const change = (seq: number, to: Partial<OrderState>): void => {
      const state = states.get(seq);
      if (state !== undefined) states.set(seq, { ...state, ...to });
    };
    for (const { seq, at, event } of this.#stream.logged) {
      switch (event.type) {
        case 'audit-ordered': {
          const { type: _, ...order } = event;
          states.set(seq, { order, seq, at, messageId: null, over: false, end: undefined, settled: false });
          last = seq;
          break;
        }
        case 'audit-shown':
          change(event.order, { messageId: event.messageId });
          break;
        case 'audit-over':
          change(event.order ?? last, { over: true, end: event.end });
          break;
        case 'audit-settled':
          change(event.order, { over: true, settled: true });
          break;
      }
    }
    return [...states.values()];
  }
}
