import { ollamaClient } from './ollama-client.ts';
import { psResponseSchema } from './responses.ts';

/** How long the server may take to tell what it has loaded, or to let it go, in milliseconds. Nothing depends on it. */
const TELLS_WITHIN = 2000;

/** Which models a server has in memory, and which of them only because of us. */
export class LoadedModels {
  readonly #address: string;
  /** Whether each was loaded when we first came to it. */
  readonly #atFirst = new Map<string, boolean>();
  /** Which models were let go when one was loaded. */
  readonly #drivenOutBy = new Map<string, ReadonlySet<string>>();

  constructor(address: string) {
    this.#address = address;
  }

  /** Whether a call can begin at once; also true when the server can't say, since the call itself says what is wrong then. */
  async has(name: string, signal: AbortSignal): Promise<boolean> {
    try {
      const client = ollamaClient(this.#address, AbortSignal.any([signal, AbortSignal.timeout(TELLS_WITHIN)]));
      const loaded = psResponseSchema.parse(await client.ps()).models.some((model) => model.name === name);
      if (!this.#atFirst.has(name)) this.#atFirst.set(name, loaded);
      return loaded;
    } catch {
      return true;
    }
  }

  /**
   * Has a model loaded, unless that drove out another one that was in use before: then there is no room for both, and loading ahead would only
   * make the server load the other one again.
   */
  async ahead(name: string, signal: AbortSignal, load: () => Promise<unknown>): Promise<void> {
    const before = await this.#names(signal);
    if (before.includes(name) || before.some((other) => this.#drivenOutBy.get(name)?.has(other))) return;
    await this.look(name, signal);
    await load();
    const after = await this.#names(signal);
    const gone = before.filter((other) => !after.includes(other));
    this.#drivenOutBy.set(name, new Set([...(this.#drivenOutBy.get(name) ?? []), ...gone]));
  }

  async #names(signal: AbortSignal): Promise<string[]> {
    const client = ollamaClient(this.#address, AbortSignal.any([signal, AbortSignal.timeout(TELLS_WITHIN)]));
    return psResponseSchema.parse(await client.ps()).models.map(({ name }) => name);
  }

  /** Looks at a model before our first call to it. */
  async look(name: string, signal: AbortSignal): Promise<void> {
    if (!this.#atFirst.has(name)) await this.has(name, signal);
  }

  /** Lets models go that were not loaded when we came. A server that is gone has let them go already. */
  async unloadOurs(): Promise<void> {
    const ours = [...this.#atFirst].filter(([, loaded]) => !loaded).map(([name]) => name);
    const client = ollamaClient(this.#address, AbortSignal.timeout(TELLS_WITHIN));
    await Promise.allSettled(ours.map((model) => client.generate({ model, prompt: '', keep_alive: 0, stream: false })));
  }
}
