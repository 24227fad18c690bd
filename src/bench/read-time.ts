import type { Clock } from '../core/clock.ts';
import type { ChatModel } from '../models/port/chat-model.ts';

/** How long a model read. */
export interface ReadTime {
  readonly model: ChatModel;
  /**
   * Milliseconds for all calls since this was asked the last time: the server's own time, of which what its cache answers takes none. Where it
   * tells none (it does not of an answer that we end early), it is the time until the first word.
   */
  take(): number;
}

export function readTimeOf(model: ChatModel, clock: Clock): ReadTime {
  let read = 0;
  return {
    model: {
      info: model.info,
      countTokens: (prompt) => model.countTokens(prompt),
      async *stream(request, signal) {
        const start = clock.now();
        let first: number | undefined;
        let told: number | undefined;
        try {
          for await (const part of model.stream(request, signal)) {
            if (part.type === 'text-delta' || part.type === 'thinking-delta') first ??= clock.now();
            if (part.type === 'finish') told = part.usage.promptMilliseconds;
            yield part;
          }
        } finally {
          read += told ?? (first ?? clock.now()) - start;
        }
      },
      async choose(prompt, options, signal) {
        const start = clock.now();
        const chosen = await model.choose(prompt, options, signal);
        read += chosen.usage.promptMilliseconds ?? clock.now() - start;
        return chosen;
      },
    },
    take() {
      const taken = read;
      read = 0;
      return taken;
    },
  };
}
