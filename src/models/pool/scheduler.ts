import { FairLine } from '../../core/fair-line.ts';
import { RecentMap } from '../../core/recent-map.ts';
import type { PoolServer } from './pool-server.ts';
import type { SameWeights } from './same-weights.ts';

/** Of so many groups it is remembered which server served them last. */
const GROUPS_REMEMBERED = 1000;
/** A call is tried on so many servers: one that breaks every server must not go round them all. */
const MOST_TRIES = 4;

/** What a call needs of a server. */
export interface Wish {
  readonly model: string;
  /** The server's window must be at least so long. */
  readonly contextTokens: number;
  /** See OpenOptions. */
  readonly group: string | undefined;
}

/** A call's place in the line, until it has a server. */
export interface Ticket {
  /** Undefined as long as it waits. */
  readonly server: PoolServer | undefined;
  /** How many calls come first. */
  readonly ahead: number;
  /**
   * Waits until it has a server, or another place than the one that is known already.
   * @throws the signal's reason, and NoServerLeft
   */
  changed(knownAhead: number | undefined): Promise<void>;
  /** Out of the line, or done with the server. */
  leave(): void;
}

/** No server that is left for a call has what it needs. */
export class NoServerLeft extends Error {}

class Call implements Ticket {
  readonly wish: Wish;
  readonly tried: ReadonlySet<PoolServer>;
  readonly leave: () => void;
  server: PoolServer | undefined;
  #ahead = 0;
  #lost = false;
  readonly #signal: AbortSignal;
  #wake: () => void = () => {};

  constructor(wish: Wish, tried: ReadonlySet<PoolServer>, signal: AbortSignal, leave: (call: Call) => void) {
    this.wish = wish;
    this.tried = tried;
    this.#signal = signal;
    this.leave = () => leave(this);
  }

  get ahead(): number {
    return this.#ahead;
  }

  serveBy(server: PoolServer): void {
    this.server = server;
    this.#wake();
  }

  /** @param lost nobody can serve it any more */
  waitBehind(ahead: number, lost: boolean): void {
    this.#ahead = ahead;
    this.#lost = lost;
    this.#wake();
  }

  async changed(knownAhead: number | undefined): Promise<void> {
    const wake = (): void => this.#wake();
    this.#signal.addEventListener('abort', wake, { once: true });
    try {
      for (;;) {
        this.#signal.throwIfAborted();
        if (this.server !== undefined) return;
        if (this.#lost) throw new NoServerLeft();
        if (this.#ahead !== knownAhead) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      this.#signal.removeEventListener('abort', wake);
    }
  }
}

/**
 * Decides which call goes to which server, and when. No server gets more calls than it works on at the same time; the rest waits here, fair
 * between groups. A group stays where it was served last, since its prompts' beginning is cached there, as long as no other server would
 * begin sooner; else it goes where the least is to be done.
 */
export class Scheduler {
  readonly #servers: readonly PoolServer[];
  readonly #weights: SameWeights;
  readonly #line = new FairLine<Call>();
  readonly #homes = new RecentMap<string, PoolServer>(GROUPS_REMEMBERED);

  constructor(servers: readonly PoolServer[], weights: SameWeights) {
    this.#servers = servers;
    this.#weights = weights;
  }

  /** Takes a place in the line. Whoever has a ticket leaves in the end. */
  enter(wish: Wish, tried: ReadonlySet<PoolServer>, signal: AbortSignal): Ticket {
    const call = new Call(wish, tried, signal, (one) => this.#leave(one));
    this.#line.add(call, wish.group ?? '');
    this.serve();
    return call;
  }

  /** Gives calls to servers that have room. To be called whenever something has changed. */
  serve(): void {
    for (const server of this.#servers) {
      server.checkWhenDue(() => {
        this.#weights.settle(this.#servers);
        this.serve();
      });
    }
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { call, server } = next;
      this.#line.take(call);
      server.active += 1;
      server.lastModel = call.wish.model;
      const home = homeOf(call.wish);
      if (home !== undefined) this.#homes.set(home, server);
      call.serveBy(server);
    }
    for (const [ahead, { item: call }] of this.#line.order().entries()) {
      call.waitBehind(ahead, this.#usableFor(call.wish, call.tried).length === 0);
    }
  }

  /** Servers that could serve a call, the best first. */
  serversFor(wish: Wish, tried: ReadonlySet<PoolServer> = new Set()): readonly PoolServer[] {
    const home = this.#homes.get(homeOf(wish) ?? '');
    const rank = (server: PoolServer): number[] => [
      server.hasRoom && server === home ? 0 : 1,
      server.active / server.concurrency,
      server.lastModel === wish.model ? 0 : 1,
    ];
    return this.#usableFor(wish, tried)
      .map((server) => ({ server, rank: rank(server) }))
      .sort((left, right) => compare(left.rank, right.rank))
      .map(({ server }) => server);
  }

  /**
   * Servers that could serve a call. Those that rest after a failure are among them only when there is nothing else to try: then they are asked
   * all the same.
   */
  #usableFor(wish: Wish, tried: ReadonlySet<PoolServer>): readonly PoolServer[] {
    if (tried.size >= MOST_TRIES) return [];
    const able = this.#servers.filter((server) => this.#has(server, wish) && !tried.has(server));
    const well = able.filter(({ rests }) => !rests);
    return well.length === 0 && tried.size === 0 ? able : well;
  }

  /** Whether a server has the model that a call needs, in the same weights and with a window that is long enough. */
  #has({ models }: PoolServer, { model, contextTokens }: Wish): boolean {
    const info = models.get(model);
    return info !== undefined && info.contextTokens >= contextTokens && this.#weights.are(info);
  }

  /** The call that is due and has a server with room; of those due in one round the ones that can stay where they are go first. */
  #next(): { readonly call: Call; readonly server: PoolServer } | undefined {
    if (!this.#servers.some(({ hasRoom }) => hasRoom)) return undefined;
    let due: { readonly call: Call; readonly server: PoolServer; readonly round: number } | undefined;
    for (const { item: call, round } of this.#line.order()) {
      if (due !== undefined && round > due.round) break;
      const server = this.serversFor(call.wish, call.tried).find(({ hasRoom }) => hasRoom);
      if (server === undefined) continue;
      if (server === this.#homes.get(homeOf(call.wish) ?? '')) return { call, server };
      due ??= { call, server, round };
    }
    return due;
  }

  #leave(call: Call): void {
    if (call.server === undefined) this.#line.remove(call);
    else call.server.active -= 1;
    this.serve();
  }
}

/** A server's cache belongs to one model: a group has one home for each. */
function homeOf({ group, model }: Wish): string | undefined {
  return group === undefined ? undefined : `${group} ${model}`;
}

function compare(left: readonly number[], right: readonly number[]): number {
  const place = left.findIndex((value, index) => value !== right[index]);
  return (left[place] ?? 0) - (right[place] ?? 0);
}
