import type { Dispatch, DispatchData } from '../visitor-protocol.ts';

export interface BotEvent {
  readonly name: string;
  readonly data: object;
}

/** What visitors get: the same for all, or made for each by user id. */
export type VisitorEvent = Dispatch | ((viewerId: string) => Dispatch);

type VisitorListener = (event: VisitorEvent, onlyFor: string | null) => void;

/** Carries what happens to the bot's gateway and to the visitors' sockets. */
export class Bus {
  readonly #botListeners = new Set<(event: BotEvent) => void>();
  readonly #visitorListeners = new Set<VisitorListener>();

  onBotEvent(listener: (event: BotEvent) => void): void {
    this.#botListeners.add(listener);
  }

  onVisitorEvent(listener: VisitorListener): void {
    this.#visitorListeners.add(listener);
  }

  toBot(name: string, data: object): void {
    for (const listener of this.#botListeners) listener({ name, data });
  }

  /** @param onlyFor the id of the one user who sees it; null: all */
  toVisitors<Name extends keyof DispatchData>(
    event: Name,
    data: DispatchData[Name],
    onlyFor: string | null = null,
  ): void {
    for (const listener of this.#visitorListeners) listener(dispatch(event, data), onlyFor);
  }

  /** Tells each visitor what `view` makes for them. */
  toEachVisitor<Name extends keyof DispatchData>(event: Name, view: (viewerId: string) => DispatchData[Name]): void {
    for (const listener of this.#visitorListeners) listener((viewerId) => dispatch(event, view(viewerId)), null);
  }
}

function dispatch<Name extends keyof DispatchData>(event: Name, data: DispatchData[Name]): Dispatch {
  // Name ties event and data together; TypeScript can't see that the pair is a member of the union.
  return { type: 'dispatch', event, data } as Dispatch;
}
