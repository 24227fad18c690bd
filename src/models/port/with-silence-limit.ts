import type { Clock } from '../../core/clock.ts';
import type { ChatModel, ChatPart, ChatRequest } from './chat-model.ts';
import { ModelTooSlowError } from './model-too-slow-error.ts';

/**
 * A model whose calls are given up, at the server too, when nothing comes for too long: before the first word (loading, reading the prompt) as
 * between words. They throw ModelTooSlowError then.
 * @param silenceMilliseconds the longest silence
 */
export function withSilenceLimit(model: ChatModel, silenceMilliseconds: number, clock: Clock): ChatModel {
  const limited = <Result>(work: Promise<Result>, silence: AbortController): Promise<Result> =>
    within(work, silenceMilliseconds, clock, () => {
      silence.abort();
      return new ModelTooSlowError(model.info.name, silenceMilliseconds);
    });
  return {
    info: model.info,
    async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
      const silence = new AbortController();
      const stream = model.stream(request, AbortSignal.any([signal, silence.signal]))[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await limited(stream.next(), silence);
          if (next.done === true) return;
          yield next.value;
        }
      } finally {
        // A model that hangs may never come back from this, so nobody waits for it.
        void Promise.resolve(stream.return?.()).catch(() => {});
      }
    },
    countTokens: (prompt) => model.countTokens(prompt),
    choose(prompt, options, signal) {
      const silence = new AbortController();
      return limited(model.choose(prompt, options, AbortSignal.any([signal, silence.signal])), silence);
    },
  };
}

async function within<Result>(
  work: Promise<Result>,
  milliseconds: number,
  clock: Clock,
  onSilence: () => Error,
): Promise<Result> {
  const done = new AbortController();
  const limit = clock.sleep(milliseconds, done.signal).then(
    () => {
      throw onSilence();
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([work, limit]);
  } finally {
    done.abort();
    work.catch(() => {});
  }
}
