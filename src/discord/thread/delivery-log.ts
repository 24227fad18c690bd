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
  /** A finished text stands in the message as it should; it is not edited again. */
  z.strictObject({ type: z.literal('settled'), key: z.string() }),
]);
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;
export type Posted = Extract<DeliveryEvent, { type: 'posted' }>;

/** One trial's deliveries, stored as they happen. Keys: `intro`, `round/1`, `turn/1/ada/0` (round, seat, part), `answer/A/0`, `ballot` and so on. */
export class DeliveryLog {
  readonly #stream: TypedStream<DeliveryEvent>;

  private constructor(stream: TypedStream<DeliveryEvent>) {
    this.#stream = stream;
  }

  static async open(log: EventLog, trial: TrialId): Promise<DeliveryLog> {
    return new DeliveryLog(await TypedStream.open(log, `delivery/${trial}`, deliveryEventSchema));
  }

  get thread(): { readonly channelId: string; readonly threadId: string } | undefined {
    return this.#stream.events.find((event) => event.type === 'thread-opened');
  }

  /** A thread was about to be opened and it is not known whether it was. */
  get threadIntended(): boolean {
    return this.thread === undefined && this.#stream.events.some(({ type }) => type === 'thread-intended');
  }

  get posted(): readonly Posted[] {
    return this.#stream.events.filter((event) => event.type === 'posted');
  }

  postedAs(key: string): Posted | undefined {
    return this.posted.find((event) => event.key === key);
  }

  /** The post was about to be made and it is not known whether it was. */
  isUncertain(key: string): boolean {
    return (
      this.postedAs(key) === undefined &&
      this.#stream.events.some((event) => event.type === 'post-intended' && event.key === key)
    );
  }

  isSettled(key: string): boolean {
    return this.#stream.events.some((event) => event.type === 'settled' && event.key === key);
  }

  append(event: DeliveryEvent): Promise<void> {
    return this.#stream.append(event);
  }
}
