import { GatewayOpcodes as Opcode } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

const MOST_KEPT = 10_000;

/** One identified connection of the bot: it outlives its socket, so that the bot can resume. */
export class Session {
  readonly id: string;
  readonly intents: number;
  #socket: WebSocket | null;
  #sequence = 0;
  /** What was dispatched, for a resume: the payload of sequence number `#sequence - length + 1` first. */
  readonly #kept: string[] = [];

  constructor(id: string, intents: number, socket: WebSocket) {
    this.id = id;
    this.intents = intents;
    this.#socket = socket;
  }

  get isConnected(): boolean {
    return this.#socket !== null;
  }

  dispatch(event: string, data: object): void {
    this.#sequence += 1;
    const payload = JSON.stringify({ op: Opcode.Dispatch, t: event, s: this.#sequence, d: data });
    this.#kept.push(payload);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    this.#socket?.send(payload);
  }

  /** Takes a new socket and sends what was missed. @returns false when that is more than was kept */
  resume(socket: WebSocket, seen: number): boolean {
    const missed = this.#sequence - seen;
    if (missed < 0 || missed > this.#kept.length) return false;
    this.#socket = socket;
    for (const payload of missed === 0 ? [] : this.#kept.slice(-missed)) socket.send(payload);
    this.dispatch('RESUMED', {});
    return true;
  }

  /** Dispatches what is kept of some events again, the last one first. @returns how many */
  repeat(events: readonly string[]): number {
    const again = this.#kept
      .map((payload): { t: string; d: object } => JSON.parse(payload))
      .filter(({ t }) => events.includes(t))
      .reverse();
    for (const { t, d } of again) this.dispatch(t, d);
    return again.length;
  }

  detach(): void {
    this.#socket = null;
  }

  /** Closes the socket, with Discord's code. Resolves when it is closed. */
  close(code: number, reason: string): Promise<void> {
    const socket = this.#socket;
    if (socket === null) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('close', () => resolve());
      socket.close(code, reason);
    });
  }
}
