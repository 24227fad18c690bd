import { z } from 'zod';
import type { TrialId } from '../../core/ids.ts';
import type { EventLog } from '../../store/event-log.ts';
import { TypedStream } from '../../store/typed-stream.ts';

/** What was posted of a trial. An intent is stored before each post, so that a crash between the two can be told. */
const deliveryEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('thread-intended'), channelId: z.string() }),
  z.strictObject({ type: z.literal('thread-opened'), channelId: z.string(), threadId: z.string() }),
  z.strictObject({ type: z.literal('post-intended'), key: z.string() }),
  z.strictObject({
    type: z.literal('posted'),
    key: z.string(),
    messageId: z.string(),
    /** Null for the bot's own messages. */
    webhookId: z.string().nullable(),
  }),
  /** We deleted the message; its key may be posted anew. */
  z.strictObject({ type: z.literal('removed'), key: z.string() }),
  /** Somebody else deleted the message; it stays deleted. */
  z.strictObject({ type: z.literal('lost'), key: z.string() }),
  /** Something is done and not done again: a turn stands as it should, a trouble was told, the words were taken off view. */
  z.strictObject({ type: z.literal('settled'), key: z.string() }),
]);
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;
export type Posted = Extract<DeliveryEvent, { type: 'posted' }>;

/** What was delivered of a trial, to be looked at only. */
export type Delivered = Readonly<Omit<DeliveryLog, 'append'>>;

/** One trial's deliveries, stored as they happen under the keys of post-key.ts. */
export class DeliveryLog {
  readonly #stream: TypedStream<DeliveryEvent>;
  readonly #posted = new Map<string, Posted>();
  readonly #uncertain = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #lost = new Set<string>();
  /** Ids of all messages that were ever ours, removed ones too. */
  readonly #known = new Set<string>();

  private constructor(stream: TypedStream<DeliveryEvent>) {
    this.#stream = stream;
    for (const event of stream.events) this.#note(event);
  }

  /** For the one who posts. A second one who appended at the same time would meet SeqTakenError. */
  static async open(log: EventLog, trial: TrialId): Promise<DeliveryLog> {
    return new DeliveryLog(await TypedStream.open(log, `delivery/${trial}`, deliveryEventSchema));
  }

  /** As it is now, for whoever only looks: what is posted later does not show in it. */
  static read(log: EventLog, trial: TrialId): Promise<Delivered> {
    return DeliveryLog.open(log, trial);
  }

  get thread(): { readonly channelId: string; readonly threadId: string } | undefined {
    return this.#stream.events.find((event) => event.type === 'thread-opened');
  }

  /** A thread was about to be opened and it is not known whether it was. */
  get threadIntended(): boolean {
    return this.thread === undefined && this.#stream.events.some(({ type }) => type === 'thread-intended');
  }

  /** What stands in the thread now, in the order of posting. */
  get posted(): readonly Posted[] {
    return [...this.#posted.values()];
  }

  postedAs(key: string): Posted | undefined {
    return this.#posted.get(key);
  }

  /** The post was about to be made and it is not known whether it was. */
  isUncertain(key: string): boolean {
    return this.#uncertain.has(key);
  }

  isSettled(key: string): boolean {
    return this.#settled.has(key);
  }

  /** Somebody deleted what was posted under a key. */
  isLost(key: string): boolean {
    return this.#lost.has(key);
  }

  /** Whether a message was posted under any key. */
  isKnown(messageId: string): boolean {
    return this.#known.has(messageId);
  }

  /** The newest message under any key; undefined before the first. */
  get newest(): string | undefined {
    return [...this.#known].at(-1);
  }

  async append(event: DeliveryEvent): Promise<void> {
    await this.#stream.append(event);
    this.#note(event);
  }

  #note(event: DeliveryEvent): void {
    switch (event.type) {
      case 'post-intended':
        this.#uncertain.add(event.key);
        return;
      case 'posted':
        this.#posted.set(event.key, event);
        this.#known.add(event.messageId);
        this.#uncertain.delete(event.key);
        return;
      case 'removed':
        this.#posted.delete(event.key);
        return;
      case 'lost':
        this.#lost.add(event.key);
        return;
      case 'settled':
        this.#settled.add(event.key);
        return;
      case 'thread-intended':
      case 'thread-opened':
        return;
    }
  }
}
