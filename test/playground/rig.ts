import { ChannelType, Client, Events, GatewayIntentBits, Partials, type TextChannel } from 'discord.js';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import type { PlaygroundForTests } from '../../src/playground/playground-for-tests.ts';
import { startPlaygroundForTests } from '../../src/playground/start-playground-for-tests.ts';
import type { Visitor } from '../../src/playground/visitor/client/visitor.ts';
import { connectVisitor } from '../../src/playground/visitor/client/visitor-client.ts';
import type { Dispatch, DispatchData } from '../../src/playground/visitor-protocol.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where there is no content. */
  readonly json: { readonly [key: string]: unknown } | null;
}

/** A playground that closes with its test, and the ways into it. */
export class Rig {
  readonly playground: PlaygroundForTests;

  private constructor(playground: PlaygroundForTests) {
    this.playground = playground;
  }

  static async start(
    options: { rateLimits?: 'off' | 'real'; clock?: Clock; privilegedIntents?: boolean } = {},
  ): Promise<Rig> {
    const { rateLimits = 'off', privilegedIntents = false } = options;
    const playground = await startPlaygroundForTests(
      { port: 0, rateLimits, privilegedIntents },
      { log: createLog('silent'), clock: options.clock ?? systemClock, entropy: systemEntropy },
    );
    onTestFinished(() => playground.close());
    return new Rig(playground);
  }

  /** A real discord.js client, ready. */
  async bot(more: readonly GatewayIntentBits[] = []): Promise<{ client: Client<true>; channel: TextChannel }> {
    const client = new Client({
      intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.GuildMessages,
        GatewayIntentBits.GuildMessageReactions,
        ...more,
      ],
      partials: [Partials.Message, Partials.Reaction, Partials.User],
      allowedMentions: { parse: [] },
      rest: { api: this.playground.apiUrl },
    });
    onTestFinished(() => client.destroy());
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(this.playground.botToken);
    const channel = (await ready).channels.cache.get(this.playground.channelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('The main channel is not in the cache.');
    return { client: await ready, channel };
  }

  async visitor(name: string, scripted = false): Promise<Visitor> {
    const visitor = await connectVisitor(this.playground.pageUrl, { name, scripted }, new AbortController().signal);
    onTestFinished(() => visitor.close());
    return visitor;
  }

  /** A request as a bot without a library would make it. */
  async rest(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.playground.apiUrl}/v10${path}`, {
      method,
      headers: { Authorization: `Bot ${this.playground.botToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
  }
}

/** The next event of that name that fits. Call it before what causes the event. */
export function next<Name extends keyof DispatchData>(
  visitor: Visitor,
  name: Name,
  fits: (data: DispatchData[Name]) => boolean = () => true,
): Promise<DispatchData[Name]> {
  return new Promise((resolve) => {
    const stop = visitor.events((dispatch: Dispatch) => {
      if (dispatch.event !== name) return;
      const data = dispatch.data as DispatchData[Name];
      if (!fits(data)) return;
      stop();
      resolve(data);
    });
  });
}

/** A clock that runs as the machine's does and jumps when told; who sleeps wakes by jumps only. */
export class JumpingClock implements Clock {
  #ahead = 0;
  #sleepers: { readonly due: number; readonly wake: () => void }[] = [];

  now(): number {
    return Date.now() + this.#ahead;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ due: this.now() + milliseconds, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  jump(milliseconds: number): void {
    this.#ahead += milliseconds;
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= this.now());
    this.#sleepers = this.#sleepers.filter((sleeper) => !due.includes(sleeper));
    for (const { wake } of due) wake();
  }
}

/** A picture of one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
