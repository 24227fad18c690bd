import type { Clock } from '../core/clock.ts';
import type { CallUsage, ChatModel } from '../models/port/chat-model.ts';

/** What some calls took. */
export interface Spent {
  readonly calls: number;
  readonly milliseconds: number;
  /** All that was read, also where a server had it in its cache. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** The server did not tell the tokens of every call (it tells none of an answer that we end early): those were counted here. */
  readonly counted: boolean;
}

const NOTHING: Spent = { calls: 0, milliseconds: 0, promptTokens: 0, completionTokens: 0, counted: false };

/** A model that says what was asked of it, and what came of it. */
export interface MeteredModel extends ChatModel {
  /** What all calls took since this was asked the last time. */
  take(): Spent;
  /** What the last call failed with; undefined when it did not. */
  failure(): unknown;
}

export function meteredModel(model: ChatModel, clock: Clock): MeteredModel {
  let spent = NOTHING;
  let failure: unknown;
  const failed = (error: unknown): never => {
    failure = error;
    throw error;
  };
  const add = (since: number, usage: CallUsage, counted: { prompt: number; completion: number }): void => {
    const { promptTokens, completionTokens } = usage;
    spent = {
      calls: spent.calls + 1,
      milliseconds: spent.milliseconds + clock.now() - since,
      promptTokens: spent.promptTokens + (promptTokens ?? counted.prompt),
      completionTokens: spent.completionTokens + (completionTokens ?? counted.completion),
      counted: spent.counted || promptTokens === undefined || completionTokens === undefined,
    };
  };
  return {
    info: model.info,
    async *stream(request, signal) {
      failure = undefined;
      const since = clock.now();
      const prompt = await model.countTokens(request.prompt).catch(failed);
      let completion = 0;
      let usage: CallUsage = {};
      try {
        for await (const part of model.stream(request, signal)) {
          // Servers send a token at a time.
          if (part.type === 'text-delta' || part.type === 'thinking-delta') completion += 1;
          if (part.type === 'finish') usage = part.usage;
          yield part;
        }
      } catch (error) {
        failed(error);
      } finally {
        add(since, usage, { prompt, completion });
      }
    },
    countTokens: (prompt) => model.countTokens(prompt).catch(failed),
    async choose(prompt, options, signal) {
      failure = undefined;
      const since = clock.now();
      const read = await model.countTokens(prompt).catch(failed);
      const chosen = await model.choose(prompt, options, signal).catch(failed);
      // A choice is one token, whether the server says so or not.
      add(since, { completionTokens: 1, ...chosen.usage }, { prompt: read, completion: 1 });
      return chosen;
    },
    take() {
      const taken = spent;
      spent = NOTHING;
      return taken;
    },
    failure: () => failure,
  };
}
