import type { Dispatch, DispatchData } from '../visitor-protocol.ts';

export interface BotEvent {
  readonly name: string;
  readonly data: object;
}

/** Carries what happens to the bot's gateway and to the visitors' sockets. */
export class Bus {
  readonly #botListeners = new Set<(event: BotEvent) => void>();
  readonly #visitorListeners = new Set<(dispatch: Dispatch, onlyFor: string | null) => void>();

  onBotEvent(listener: (event: BotEvent) => void): void {
    this.#botListeners.add(listener);
  }

  onVisitorDispatch(listener: (dispatch: Dispatch, onlyFor: string | null) => void): void {
    this.#visitorListeners.add(listener);
  }

  toBot(name: string, data: object): void {
    for (const listener of this.#botListeners) listener({ name, data });
  }

  /** @param onlyFor the id of the one user who sees it; null: all */
  toVisitors<Name extends keyof DispatchData>(event: Name, data: DispatchData[Name], onlyFor: string | null = null): void {
    // Name ties event and data together; TypeScript can't see that the pair is a member of the union.
    const dispatch = { type: 'dispatch', event, data } as Dispatch;
    for (const listener of this.#visitorListeners) listener(dispatch, onlyFor);
  }
}
