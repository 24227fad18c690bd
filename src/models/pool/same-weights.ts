import type { Log } from '../../core/log.ts';
import type { ModelInfo } from '../port/chat-model.ts';
import type { PoolServer } from './pool-server.ts';

/**
 * Which weights a name stands for. A debate is an instrument: the same name must not stand for one set of weights in one turn and for another
 * one in the next. The first server, in the order of configuration, decides for as long as anybody has these weights.
 */
export class SameWeights {
  readonly #digests = new Map<string, string>();
  readonly #warned = new Set<string>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Whether a server's model may answer under its name. One whose server tells no digest may: nobody can know better. */
  are({ name, digest }: ModelInfo): boolean {
    const decided = this.#digests.get(name);
    return digest === undefined || decided === undefined || digest === decided;
  }

  /** Decides anew, after servers told what they have. */
  settle(servers: readonly PoolServer[]): void {
    const all = servers.flatMap(({ label, models }) => [...models.values()].map((model) => ({ ...model, label })));
    for (const { name, digest } of all) {
      const decided = this.#digests.get(name);
      const held = all.some((other) => other.name === name && other.digest === decided);
      if (digest !== undefined && (decided === undefined || !held)) this.#digests.set(name, digest);
    }
    for (const { name, digest, label } of all) {
      const key = `${name} ${digest} ${label}`;
      const decided = this.#digests.get(name);
      if (digest === undefined || decided === undefined || digest === decided || this.#warned.has(key)) continue;
      this.#warned.add(key);
      this.#log.warn(
        { server: label, model: name, digest, used: decided },
        'a server has other weights under the same name, so it is not used for this model',
      );
    }
  }
}
