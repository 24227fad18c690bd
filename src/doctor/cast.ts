import type { ModelChoice } from '../content/schema.ts';
import { isExpected } from '../core/errors.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { resolveModel } from '../models/port/resolve-model.ts';

/** Which models choices mean, as far as they are at hand. */
export interface Cast {
  /** Each once. */
  readonly found: readonly ModelInfo[];
  /** The names of those that are not at hand, each once. */
  readonly missing: readonly string[];
  /** Every choice found its model. */
  readonly whole: boolean;
}

/** @param models at hand, smallest first */
export function castOf(choices: readonly ModelChoice[], models: readonly ModelInfo[]): Cast {
  const found = new Set<ModelInfo>();
  const unfilled: ModelChoice[] = [];
  for (const choice of choices) {
    try {
      found.add(resolveModel(choice, models, ''));
    } catch (error) {
      if (!isExpected(error)) throw error;
      unfilled.push(choice);
    }
  }
  const missing = new Set(unfilled.flatMap((choice) => ('name' in choice ? [choice.name] : [])));
  return { found: [...found], missing: [...missing], whole: unfilled.length === 0 };
}
