import type { StoredOrder } from './job-orders.ts';

/** Stores how a job is shown. */
export interface ShownNotes {
  /** @throws StoreFailedError */
  placedIn(channelId: string): Promise<void>;
  /** @throws StoreFailedError */
  shownBy(messageId: string): Promise<void>;
  /** @throws StoreFailedError */
  settled(): Promise<void>;
}

interface AnyEnd {
  readonly status: string;
  /** Of one that is parked. */
  readonly by?: unknown;
}

/** A job that this process works on, or has to show the end of, for whoever shows it. */
export class OngoingJob<Order, End extends AnyEnd> {
  readonly order: Order;
  /** Its place among all jobs of its kind. */
  readonly seq: number;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly orderedAt: number;
  /** Resolves with its end; never rejects. */
  readonly ended: Promise<End>;
  readonly #notes: ShownNotes;
  #channelId: string | null;
  #messageId: string | null;
  #end: End | undefined;
  #resolve: (end: End) => void = () => {};

  constructor({ order, seq, at, channelId, messageId }: StoredOrder<Order>, notes: ShownNotes) {
    this.order = order;
    this.seq = seq;
    this.orderedAt = at;
    this.#channelId = channelId;
    this.#messageId = messageId;
    this.#notes = notes;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The channel or thread that was found or made for it; null before there was one. */
  get channelId(): string | null {
    return this.#channelId;
  }

  /** The message that shows it; null before there was one. */
  get messageId(): string | null {
    return this.#messageId;
  }

  /** Undefined while it goes on. */
  get end(): End | undefined {
    return this.#end;
  }

  /** Whoever shows it calls this with a channel that was made for it. @throws StoreFailedError */
  async placedIn(channelId: string): Promise<void> {
    this.#channelId = channelId;
    await this.#notes.placedIn(channelId);
  }

  /** Whoever shows it calls this with each message that is new. @throws StoreFailedError */
  async shownBy(messageId: string): Promise<void> {
    this.#messageId = messageId;
    await this.#notes.shownBy(messageId);
  }

  /** Whoever shows it calls this when its end was shown, or never can be. @throws StoreFailedError */
  async settle(): Promise<void> {
    const goesOn = this.#end?.status === 'parked' && this.#end.by === null;
    if (!goesOn) await this.#notes.settled();
  }

  /** Only the service calls this. */
  endWith(end: End): void {
    this.#end = end;
    this.#resolve(end);
  }
}
