import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { Clock } from '../../core/clock.ts';
import type { ChatModel, ChatPart, ChatRequest, ChoiceDistribution } from './chat-model.ts';
import { ModelTooSlowError } from './model-too-slow-error.ts';

/**
 * A model's stream that is given up when nothing comes for too long: before the first word (loading, reading the prompt) as between words.
 * @param silenceMilliseconds the longest silence
 * @throws ModelTooSlowError, and what the model throws
 */
export async function* streamWithSilenceLimit(
  model: ChatModel,
  request: ChatRequest,
  silenceMilliseconds: number,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<ChatPart> {
  const silence = new AbortController();
  const stream = model.stream(request, AbortSignal.any([signal, silence.signal]))[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await within(stream.next(), silenceMilliseconds, clock, () => {
        silence.abort();
        return new ModelTooSlowError(model.info.name, silenceMilliseconds);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // A model that hangs may never come back from this, so nobody waits for it.
    void Promise.resolve(stream.return?.()).catch(() => {});
  }
}

/**
 * A model's choice, given up when it takes too long.
 * @throws ModelTooSlowError, and what the model throws
 */
export async function chooseWithSilenceLimit(
  model: ChatModel,
  prompt: RenderedPrompt,
  options: readonly string[],
  silenceMilliseconds: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<ChoiceDistribution> {
  const silence = new AbortController();
  return within(
    model.choose(prompt, options, AbortSignal.any([signal, silence.signal])),
    silenceMilliseconds,
    clock,
    () => {
      silence.abort();
      return new ModelTooSlowError(model.info.name, silenceMilliseconds);
    },
  );
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
