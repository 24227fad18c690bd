import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { JOB_WORDS, type JobName } from './job-name.ts';

/** What is stored of jobs of one kind. Nobody's name or id is. */
export type OrderEvent<Order, LastEnd> =
  | { readonly type: 'ordered'; readonly order: Order }
  /** It is shown in this channel, which may be a thread made for it. */
  | { readonly type: 'placed'; readonly job: number; readonly channelId: string }
  /** It is shown by this message; the last posts of one can come after the next was asked for. */
  | { readonly type: 'shown'; readonly job: number; readonly messageId: string }
  /** A restart does not go on with it. */
  | { readonly type: 'over'; readonly job: number; readonly end: LastEnd }
  /** Nothing is left to show of it: its end was shown, or the place for it is gone. */
  | { readonly type: 'settled'; readonly job: number };

/** A job as it was asked for. */
export interface StoredOrder<Order> {
  readonly order: Order;
  /** Its place among all that is stored of orders of its kind. */
  readonly seq: number;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly at: number;
  /** The channel that shows it; null before it was known. */
  readonly channelId: string | null;
  /** The message that shows it; null before there was one. */
  readonly messageId: string | null;
}

interface OrderState<Order, LastEnd> extends StoredOrder<Order> {
  readonly end: LastEnd | undefined;
  readonly settled: boolean;
}

/** How an order and how a job ended for good are stored. */
export interface OrderSchemas<Order, LastEnd> {
  readonly order: z.ZodType<Order>;
  readonly end: z.ZodType<LastEnd>;
}

const seqSchema = z.int().min(0);

function eventSchema<Order, LastEnd>({
  order,
  end,
}: OrderSchemas<Order, LastEnd>): z.ZodType<OrderEvent<Order, LastEnd>> {
  const schema = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ordered'), order }),
    z.strictObject({ type: z.literal('placed'), job: seqSchema, channelId: z.string() }),
    z.strictObject({ type: z.literal('shown'), job: seqSchema, messageId: z.string() }),
    z.strictObject({ type: z.literal('over'), job: seqSchema, end }),
    z.strictObject({ type: z.literal('settled'), job: seqSchema }),
  ]);
  return schema;
}

/** Which jobs of a kind the bot was asked for: one after the other, so that only the last can be open. */
export class JobOrders<Order, LastEnd> {
  readonly #stream: TypedStream<OrderEvent<Order, LastEnd>>;

  private constructor(stream: TypedStream<OrderEvent<Order, LastEnd>>) {
    this.#stream = stream;
  }

  /** An entry that can't be read is left out and logged. @throws StoreFailedError */
  static async open<Order, LastEnd>(
    job: JobName,
    schemas: OrderSchemas<Order, LastEnd>,
    events: EventLog,
    log: Log,
  ): Promise<JobOrders<Order, LastEnd>> {
    const stream = await TypedStream.open(events, `jobs/${job}`, eventSchema(schemas), (error) =>
      log.error({ err: error }, `an order of ${JOB_WORDS[job]} cannot be read and is left out`),
    );
    return new JobOrders(stream);
  }

  /** @throws StoreFailedError */
  async ordered(order: Order): Promise<StoredOrder<Order>> {
    const { at, seq } = await this.#stream.append({ type: 'ordered', order });
    return { order, seq, at, channelId: null, messageId: null };
  }

  /** @throws StoreFailedError */
  async placed({ seq: job }: Pick<StoredOrder<Order>, 'seq'>, channelId: string): Promise<void> {
    await this.#stream.append({ type: 'placed', job, channelId });
  }

  /** @throws StoreFailedError */
  async shown({ seq: job }: Pick<StoredOrder<Order>, 'seq'>, messageId: string): Promise<void> {
    await this.#stream.append({ type: 'shown', job, messageId });
  }

  /** @throws StoreFailedError */
  async over({ seq: job }: Pick<StoredOrder<Order>, 'seq'>, end: LastEnd): Promise<void> {
    await this.#stream.append({ type: 'over', job, end });
  }

  /** @throws StoreFailedError */
  async settled({ seq: job }: Pick<StoredOrder<Order>, 'seq'>): Promise<void> {
    await this.#stream.append({ type: 'settled', job });
  }

  /** The order that a restart has to go on with. */
  get open(): StoredOrder<Order> | undefined {
    const last = this.#states().at(-1);
    return last === undefined || last.end !== undefined || last.settled ? undefined : last;
  }

  /** Those that are over of which the end is still to be shown, the oldest first. */
  get untold(): readonly { readonly order: StoredOrder<Order>; readonly end: LastEnd }[] {
    return this.#states().flatMap((order) =>
      order.end === undefined || order.settled ? [] : [{ order, end: order.end }],
    );
  }

  /** How the newest job that fits ended; undefined where there is none, or it goes on. */
  lastEnd(fits: (order: Order) => boolean): LastEnd | undefined {
    return this.#states().findLast(({ order }) => fits(order))?.end;
  }

  #states(): OrderState<Order, LastEnd>[] {
    const states = new Map<number, OrderState<Order, LastEnd>>();
    const change = (seq: number, to: Partial<OrderState<Order, LastEnd>>): void => {
      const state = states.get(seq);
      if (state !== undefined) states.set(seq, { ...state, ...to });
    };
    for (const { seq, at, event } of this.#stream.logged) {
      switch (event.type) {
        case 'ordered':
          states.set(seq, {
            order: event.order,
            seq,
            at,
            channelId: null,
            messageId: null,
            end: undefined,
            settled: false,
          });
          break;
        case 'placed':
          change(event.job, { channelId: event.channelId });
          break;
        case 'shown':
          change(event.job, { messageId: event.messageId });
          break;
        case 'over':
          change(event.job, { end: event.end });
          break;
        case 'settled':
          change(event.job, { settled: true });
          break;
      }
    }
    return [...states.values()];
  }
}
