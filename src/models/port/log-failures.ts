import type { Log } from '../../core/log.ts';
import type { ChatModel } from './chat-model.ts';
import { ChoiceUnsupportedError } from './choice-unsupported-error.ts';

/**
 * Opens a model whose failures the log gets whole; whoever calls it hears of them all the same.
 * @throws what `open` throws
 */
export async function openLogged(name: string, open: () => Promise<ChatModel>, log: Log): Promise<ChatModel> {
  const note = (error: unknown, signal?: AbortSignal): void => {
    // A server without probabilities is asked in another way, and an aborted call ends with an error by design.
    if (signal?.aborted === true || error instanceof ChoiceUnsupportedError) return;
    log.warn({ err: error, model: name }, 'a model failed');
  };
  const noting = async <Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      note(error, signal);
      throw error;
    }
  };
  const model = await noting(open());
  return {
    info: model.info,
    async *stream(request, signal) {
      try {
        yield* model.stream(request, signal);
      } catch (error) {
        note(error, signal);
        throw error;
      }
    },
    countTokens: (prompt) => model.countTokens(prompt),
    choose: (prompt, options, signal) => noting(model.choose(prompt, options, signal), signal),
  };
}
