import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import type { ChatModel } from '../../src/models/port/chat-model.ts';

/** A model of which each choice, with or without words after it, is looked at before it is made. */
export function lookingAtChoices(
  model: ChatModel,
  look: (prompt: RenderedPrompt, signal: AbortSignal) => Promise<void> | void,
): ChatModel {
  return {
    ...model,
    async *stream(request, signal) {
      if (request.options !== undefined) await look(request.prompt, signal);
      yield* model.stream(request, signal);
    },
    async choose(prompt, options, signal) {
      await look(prompt, signal);
      return model.choose(prompt, options, signal);
    },
  };
}
