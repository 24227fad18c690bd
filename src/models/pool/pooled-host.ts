import { bySize } from '../port/by-size.ts';
import type { ChatModel, ModelInfo, OpenOptions } from '../port/chat-model.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import type { ModelPool } from '../port/picked-host.ts';
import { type PoolDeps, type PooledServer, PoolServer } from './pool-server.ts';
import { PooledModel } from './pooled-model.ts';
import { SameWeights } from './same-weights.ts';
import { Scheduler } from './scheduler.ts';

/** So many servers are named where the pool is. */
const NAMED = 3;

/**
 * Several model servers as one: calls wait here for one that has room, go to another one when one fails, and stay where they were as long as
 * that costs nobody time. One server alone is a pool too, so that there is one way for all.
 */
export class PooledHost implements ModelPool {
  readonly label: string;
  readonly capacity: number;
  readonly #servers: readonly PoolServer[];
  readonly #weights: SameWeights;
  readonly #scheduler: Scheduler;
  readonly #deps: PoolDeps;

  /** @param servers in the order in which they are preferred where nothing else decides; at least one */
  constructor(servers: readonly PooledServer[], deps: PoolDeps) {
    this.#deps = deps;
    this.#servers = servers.map((server) => new PoolServer(server, deps));
    this.#weights = new SameWeights(deps.log);
    this.#scheduler = new Scheduler(this.#servers, this.#weights);
    this.capacity = this.#servers.reduce((sum, { concurrency }) => sum + concurrency, 0);
    this.label = labelOf(this.#servers);
  }

  /** Servers that did not answer when `list` was called last, with why. */
  get missing(): readonly { readonly label: string; readonly error: unknown }[] {
    return this.#servers.flatMap(({ label, trouble: error }) => (error === undefined ? [] : [{ label, error }]));
  }

  /**
   * The models of all servers that answer. One that rests after a failure is asked only when no other is left.
   * @throws when none answers: what the first one throws
   */
  async list(signal?: AbortSignal): Promise<readonly ModelInfo[]> {
    const well = this.#servers.filter(({ rests }) => !rests);
    const asked = well.length > 0 ? well : this.#servers;
    const answers = await Promise.allSettled(asked.map((server) => server.refresh(signal)));
    this.#weights.settle(this.#servers);
    this.#scheduler.serve();
    const refused = answers.find((answer) => answer.status === 'rejected');
    const answered = asked.filter((_, place) => answers[place]?.status === 'fulfilled');
    if (answered.length === 0 && refused !== undefined) throw refused.reason;
    const names = new Set(answered.flatMap(({ models }) => [...models.keys()]));
    return [...names]
      .map((name) => this.#describe(name, answered))
      .filter((info) => info !== undefined)
      .sort(bySize);
  }

  async open(name: string, { signal, group }: OpenOptions = {}): Promise<ChatModel> {
    const known = this.#describe(name, this.#servers);
    if (known === undefined) await this.list(signal);
    const info = known ?? this.#describe(name, this.#servers);
    // It may be on a server that does not answer now.
    if (info === undefined) throw this.missing[0]?.error ?? new ModelMissingError(name, this.label);
    const { log } = this.#deps;
    const several = this.#servers.length > 1;
    return new PooledModel(info, group, { scheduler: this.#scheduler, log, label: this.label, several });
  }

  async preload(name: string, { signal, group }: OpenOptions = {}): Promise<void> {
    const [server] = this.#scheduler.serversFor({ model: name, contextTokens: 0, group });
    await server?.host.preload?.(name, signal === undefined ? {} : { signal });
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(({ host }) => host.close()));
  }

  /** The facts of a model that hold wherever it is; undefined when none of the servers has it. */
  #describe(name: string, servers: readonly PoolServer[]): ModelInfo | undefined {
    const infos = servers.flatMap(({ models }) => models.get(name) ?? []).filter((info) => this.#weights.are(info));
    const [first] = infos;
    if (first === undefined) return undefined;
    return { ...first, contextTokens: Math.min(...infos.map(({ contextTokens }) => contextTokens)) };
  }
}

function labelOf(servers: readonly PoolServer[]): string {
  // Shown to everybody: a server with a name is called by it alone, its address is nobody else's matter.
  const labels = servers.map(({ label, name }) => name ?? label);
  if (labels.length === 1) return labels[0] ?? '';
  const more = labels.length - NAMED;
  return `${labels.length} model servers: ${labels.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
