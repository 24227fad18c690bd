import type { ChatModel, ChatPart } from '../../models/port/chat-model.ts';
import type { TypedStream } from '../../store/typed-stream.ts';
import type { RunEvent } from './run-events.ts';

const CANCELLED: ChatPart = { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };

/**
 * Writes down a run's calls, so that whoever takes it over knows how many were cut off. Where that can't be stored the run is broken off
 * (`abort`): no model may be asked what nobody would know of, and a debate must not take it for a failure of its model.
 */
export class CallCount {
  readonly #stream: TypedStream<RunEvent>;
  readonly #run: AbortController;
  #begun = 0;
  #over = 0;

  constructor(stream: TypedStream<RunEvent>, run: AbortController) {
    this.#stream = stream;
    this.#run = run;
  }

  /** @returns whether the call may be made */
  async begin(): Promise<boolean> {
    this.#begun += 1;
    return this.#store();
  }

  /** A call that ends because its run is broken off is cut off: it is never over. */
  async end(): Promise<void> {
    if (this.#run.signal.aborted) return;
    this.#over += 1;
    await this.#store();
  }

  async #store(): Promise<boolean> {
    try {
      await this.#stream.append({ type: 'calls', begun: this.#begun, over: this.#over });
    } catch (error) {
      this.#run.abort(error);
    }
    return !this.#run.signal.aborted;
  }
}

/** The same model, whose calls are counted. */
export function countedModel(model: ChatModel, count: CallCount): ChatModel {
  return {
    info: model.info,
    async *stream(request, signal) {
      if (!(await count.begin())) {
        yield CANCELLED;
        return;
      }
      try {
        yield* model.stream(request, signal);
      } finally {
        await count.end();
      }
    },
    async choose(prompt, options, signal) {
      if (!(await count.begin())) signal.throwIfAborted();
      try {
        return await model.choose(prompt, options, signal);
      } finally {
        await count.end();
      }
    },
    countTokens: (prompt) => model.countTokens(prompt),
  };
}
