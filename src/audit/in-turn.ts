import type { MeteredModel } from './metered-model.ts';

/** Resolves when a model may be asked. @throws the signal's reason */
export type Turn = (signal: AbortSignal) => Promise<void>;

/** A model of which each call waits for its turn; that time counts as none of the call's. */
export function inTurn(model: MeteredModel, turn: Turn): MeteredModel {
  return {
    ...model,
    async *stream(request, signal) {
      await turn(signal);
      yield* model.stream(request, signal);
    },
    async choose(prompt, options, signal) {
      await turn(signal);
      return model.choose(prompt, options, signal);
    },
  };
}
