import type { ModelInfo } from '../models/port/chat-model.ts';

/**
 * What the shortest debate takes of a window beside thinking, in tokens: an answer with its objection and dissent may take 900, and rules,
 * motion, persona and a digest of what was said about 600.
 */
const BESIDE_THINKING = 1500;

/** The most that a model may be let think in a debate, in tokens, so that its window still holds what it reads and says; none where nothing is left. */
export function roomToThink({ contextTokens }: ModelInfo): number {
  return Math.max(0, contextTokens - BESIDE_THINKING);
}

/** The first of the models that thinks and whose window is too short for so much thinking. */
export function tooShortToThink(thinkingTokens: number, models: readonly ModelInfo[]): ModelInfo | undefined {
  return models.find((model) => model.canThink && thinkingTokens > roomToThink(model));
}
