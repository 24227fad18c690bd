import type { ChatModel } from '../models/port/chat-model.ts';

/** Resolves when a model may be asked. @throws the signal's reason */
export type Turn = (signal: AbortSignal) => Promise<void>;

/** A model of which each call waits for its turn; that time counts as none of the call's. */
export function inTurn<Model extends ChatModel>(model: Model, turn: Turn): Model {
  return {
    ...model,
    async *stream(request, signal) {
      yield { type: 'waiting', waiting: { for: 'server', ahead: 0 } };
      await turn(signal);
      yield { type: 'waiting', waiting: { for: 'reading' } };
      yield* model.stream(request, signal);
    },
    async choose(prompt, options, signal) {
      await turn(signal);
      return model.choose(prompt, options, signal);
    },
  };
}

/** The same turn, which says when somebody begins to wait for it, and when it was had. */
export function toldTurn(turn: Turn, tell: (waits: boolean) => void): Turn {
  return async (signal) => {
    tell(true);
    try {
      await turn(signal);
    } finally {
      tell(false);
    }
  };
}
