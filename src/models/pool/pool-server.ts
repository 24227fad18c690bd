import type { Clock } from '../../core/clock.ts';
import { isExpected } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { orAborted } from '../../core/or-aborted.ts';
import type { ChatModel, ModelHost, ModelInfo } from '../port/chat-model.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelTooSlowError } from '../port/model-too-slow-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';
import { withSilenceLimit } from '../port/with-silence-limit.ts';
import { Breaker } from './breaker.ts';

/** One server of a pool, as it is configured. */
export interface PooledServer {
  readonly host: ModelHost;
  /** How many calls it works on at the same time; more would wait in a queue of its own, which nobody sees. */
  readonly concurrency: number;
  /** For people; absent: the host's label. */
  readonly name?: string;
}

export interface PoolDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The longest a model may write nothing before its call is given up, in milliseconds. */
  readonly silenceMilliseconds: number;
}

/** What a pool knows of one server: whether it answers, what it has, and what it is at. */
export class PoolServer {
  readonly host: ModelHost;
  readonly concurrency: number;
  /** For the operator, without a password. */
  readonly label: string;
  /** As the operator calls it. */
  readonly name: string | undefined;
  /** Calls that it works on. */
  active = 0;
  /** The model of the latest call: it is the likeliest to be loaded. */
  lastModel: string | undefined;
  readonly #deps: PoolDeps;
  readonly #breaker = new Breaker();
  readonly #opened = new Map<string, Promise<ChatModel>>();
  #models: ReadonlyMap<string, ModelInfo> = new Map();
  #trouble: unknown;
  #asking: Promise<readonly ModelInfo[]> | undefined;
  #checking = false;

  constructor({ host, concurrency, name }: PooledServer, deps: PoolDeps) {
    this.host = host;
    this.concurrency = concurrency;
    this.name = name;
    this.label = name === undefined ? host.label : `${name} (${host.label})`;
    this.#deps = deps;
  }

  /** As it told last. */
  get models(): ReadonlyMap<string, ModelInfo> {
    return this.#models;
  }

  /** Why it told nothing when it was asked last what it has; undefined when it told. */
  get trouble(): unknown {
    return this.#trouble;
  }

  get rests(): boolean {
    return this.#breaker.state === 'open';
  }

  /** Whether it may take a call: one that failed before gets a single one to try it. */
  get hasRoom(): boolean {
    return this.active < (this.#breaker.state === 'half-open' ? 1 : this.concurrency);
  }

  /** Asks whether it is back, when it failed and has rested since; it says so by `onChange`. */
  checkWhenDue(onChange: () => void): void {
    if (!this.#breaker.isDue(this.#deps.clock.now()) || this.#checking) return;
    this.#checking = true;
    const over = (): void => {
      this.#checking = false;
      onChange();
    };
    this.refresh().then(over, over);
  }

  /**
   * Asks what it has; whoever asks at the same time gets the same answer.
   * @param signal ends the waiting for it
   * @throws the signal's reason, and what the host throws
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    this.#asking ??= this.host.list().finally(() => {
      this.#asking = undefined;
    });
    try {
      const models = await orAborted(this.#asking, signal);
      this.#models = new Map(models.map((model) => [model.name, model]));
      this.#trouble = undefined;
      this.#breaker.answered();
    } catch (error) {
      this.#trouble = error;
      this.#fell(error, true);
      throw error;
    }
  }

  /** A model, its silence limited; it is opened once and kept as long as its weights are the same. @throws what the host throws */
  open(name: string): Promise<ChatModel> {
    const key = `${name} ${this.#models.get(name)?.digest ?? ''}`;
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const { silenceMilliseconds, clock } = this.#deps;
    const opening = this.host.open(name).then((model) => withSilenceLimit(model, silenceMilliseconds, clock));
    this.#opened.set(key, opening);
    opening.catch(() => this.#opened.delete(key));
    return opening;
  }

  /** A call came to its end. */
  succeeded(): void {
    if (this.#breaker.succeeded()) this.#deps.log.info({ server: this.label }, 'a model server is back');
  }

  /** A call failed. @param model the one that was asked */
  failed(model: string, error: unknown): void {
    if (error instanceof ModelMissingError) {
      this.#models = new Map([...this.#models].filter(([name]) => name !== model));
      this.#opened.clear();
      void this.refresh().catch(() => {});
      return;
    }
    const grave = error instanceof ModelUnreachableError || error instanceof ModelTooSlowError;
    if (grave || error instanceof ModelFailedError) this.#fell(error, grave);
  }

  #fell(error: unknown, grave: boolean): void {
    if (!this.#breaker.failed(this.#deps.clock.now(), grave)) return;
    const reason = isExpected(error) ? error.message : String(error);
    this.#deps.log.warn({ server: this.label, reason }, 'a model server failed and is left alone for a while');
  }
}
