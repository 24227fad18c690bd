import type { Dispatch, Ready } from '../../visitor-protocol.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface GatewayListener {
  onReady(ready: Ready): void;
  onDispatch(dispatch: Dispatch): void;
  onConnecting(): void;
  /** The connection is gone; the next try begins at `retryAt` (milliseconds since the epoch). */
  onWaiting(retryAt: number): void;
  /** Asked before a new try after one that never became ready: false ends the gateway (the token is unknown). */
  mayRetry(): Promise<boolean>;
}

/** The visitor's socket, opened again with growing waits until `close`. */
export class Gateway {
  readonly #token: string;
  readonly #listener: GatewayListener;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #closed = false;

  constructor(token: string, listener: GatewayListener) {
    this.#token = token;
    this.#listener = listener;
  }

  open(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#socket !== null) return;
    this.#listener.onConnecting();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(
      `${scheme}://${location.host}/visitor/gateway?token=${encodeURIComponent(this.#token)}`,
    );
    this.#socket = socket;
    let ready = false;
    socket.addEventListener('message', ({ data }) => {
      if (socket !== this.#socket) return;
      // The page is served by the server it speaks to: what comes is as the protocol says.
      const received = JSON.parse(String(data)) as Ready | Dispatch;
      if (received.type === 'ready') {
        ready = true;
        this.#tries = 0;
        this.#listener.onReady(received);
      } else {
        this.#listener.onDispatch(received);
      }
    });
    socket.addEventListener('close', () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      void this.#retry(ready);
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  async #retry(wasReady: boolean): Promise<void> {
    if (this.#closed) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries) * (0.75 + Math.random() / 2);
    this.#tries += 1;
    this.#listener.onWaiting(Date.now() + wait);
    // A server that can't be asked is not one that refuses.
    const mayRetry = wasReady || (await this.#listener.mayRetry().catch(() => true));
    if (this.#closed) return;
    if (mayRetry) this.#timer = setTimeout(() => this.open(), wait);
    else this.close();
  }
}
