import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import { isExpected } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { orAborted } from '../../core/or-aborted.ts';
import type { ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelInfo } from '../port/chat-model.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { PromptTooLongError } from '../port/prompt-too-long-error.ts';
import type { PoolServer } from './pool-server.ts';
import { NoServerLeft, type Scheduler, type Ticket, type Wish } from './scheduler.ts';

export interface PooledModelDeps {
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** The pool, for people. */
  readonly label: string;
  /** Whether it is worth saying which server answered. */
  readonly several: boolean;
}

const CANCELLED: ChatPart = { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };

/** One model, wherever in the pool it is. A call that fails on one server begins anew on another. */
export class PooledModel implements ChatModel {
  readonly info: ModelInfo;
  readonly #wish: Wish;
  readonly #deps: PooledModelDeps;

  constructor(info: ModelInfo, group: string | undefined, deps: PooledModelDeps) {
    this.info = info;
    this.#wish = { model: info.name, contextTokens: info.contextTokens, group };
    this.#deps = deps;
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const tries = new Tries(this.#wish, this.#deps);
    let begun = false;
    for (;;) {
      const ticket = tries.enter(signal);
      try {
        const server = yield* waitingParts(ticket);
        const model = await orAborted(server.open(this.info.name), signal);
        for await (const part of model.stream(request, signal)) {
          if (part.type !== 'finish') {
            begun ||= part.type !== 'waiting';
            yield part;
            continue;
          }
          if (part.reason !== 'cancelled') server.succeeded();
          yield this.#deps.several ? { ...part, server: server.label } : part;
          return;
        }
        return;
      } catch (error) {
        if (signal.aborted) {
          yield CANCELLED;
          return;
        }
        const reason = tries.goOnAfter(error, ticket.server);
        if (begun) yield { type: 'started-over', reason };
        begun = false;
      } finally {
        ticket.leave();
      }
    }
  }

  async choose(prompt: RenderedPrompt, options: readonly string[], signal: AbortSignal): Promise<ChoiceDistribution> {
    const tries = new Tries(this.#wish, this.#deps);
    for (;;) {
      const ticket = tries.enter(signal);
      try {
        const server = await served(ticket);
        const model = await orAborted(server.open(this.info.name), signal);
        const distribution = await model.choose(prompt, options, signal);
        server.succeeded();
        return distribution;
      } catch (error) {
        signal.throwIfAborted();
        tries.goOnAfter(error, ticket.server);
      } finally {
        ticket.leave();
      }
    }
  }

  /** Needs no place in the line: no model is asked. */
  async countTokens(prompt: RenderedPrompt): Promise<number> {
    const tries = new Tries(this.#wish, this.#deps);
    for (;;) {
      const server = tries.next();
      try {
        if (server === undefined) throw new NoServerLeft();
        return await (await server.open(this.info.name)).countTokens(prompt);
      } catch (error) {
        tries.goOnAfter(error, server);
      }
    }
  }
}

/** The servers that one call was tried on. */
class Tries {
  readonly #wish: Wish;
  readonly #deps: PooledModelDeps;
  readonly #tried = new Set<PoolServer>();
  #failure: unknown;

  constructor(wish: Wish, deps: PooledModelDeps) {
    this.#wish = wish;
    this.#deps = deps;
  }

  enter(signal: AbortSignal): Ticket {
    return this.#deps.scheduler.enter(this.#wish, this.#tried, signal);
  }

  /** The best one that is left. */
  next(): PoolServer | undefined {
    return this.#deps.scheduler.serversFor(this.#wish, this.#tried)[0];
  }

  /**
   * Takes note that a call failed.
   * @returns why, for people, when there is another server to go to
   * @throws what the call comes to when there is none
   */
  goOnAfter(error: unknown, server: PoolServer | undefined): string {
    const { log, label } = this.#deps;
    if (error instanceof NoServerLeft || server === undefined) {
      throw this.#failure ?? new ModelMissingError(this.#wish.model, label, error);
    }
    if (!isExpected(error) || error instanceof PromptTooLongError) throw error;
    this.#tried.add(server);
    this.#failure = error;
    server.failed(this.#wish.model, error);
    if (this.next() === undefined) throw error;
    log.warn({ err: error, model: this.#wish.model, server: server.label }, 'a call goes to another model server');
    return `${server.label}: ${error.message}`;
  }
}

/** Says how many calls come first as long as it waits in line, and then that a server has taken it on. */
async function* waitingParts(ticket: Ticket): AsyncGenerator<ChatPart, PoolServer> {
  let ahead: number | undefined;
  for (;;) {
    await ticket.changed(ahead);
    if (ticket.server !== undefined) {
      if (ahead !== undefined) yield { type: 'waiting', waiting: { for: 'reading' } };
      return ticket.server;
    }
    ahead = ticket.ahead;
    yield { type: 'waiting', waiting: { for: 'server', ahead } };
  }
}

async function served(ticket: Ticket): Promise<PoolServer> {
  while (ticket.server === undefined) await ticket.changed(ticket.ahead);
  return ticket.server;
}
