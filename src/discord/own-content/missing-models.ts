import type { Ensemble, ModelChoice } from '../../content/schema.ts';
import { isExpected } from '../../core/errors.ts';
import type { ModelHost, ModelInfo } from '../../models/port/chat-model.ts';
import { resolveModel } from '../../models/port/resolve-model.ts';

/** The models that an ensemble names and that are not at hand. Empty when the host can't be asked: that is told when it is to debate. */
export async function missingModels(ensemble: Ensemble, host: ModelHost): Promise<string[]> {
  try {
    return missingFrom(ensemble, await host.list(), host.label);
  } catch (error) {
    if (!isExpected(error)) throw error;
    return [];
  }
}

/** The same, of models that are known. */
export function missingFrom(ensemble: Ensemble, models: readonly ModelInfo[], host: string): string[] {
  const choices = [...ensemble.members.map(({ model }) => model), ensemble.chair.model, ...ensemble.judges];
  const names = choices.flatMap((choice) => ('name' in choice && !isThere(choice, models, host) ? [choice.name] : []));
  return [...new Set(names)];
}

function isThere(choice: ModelChoice, models: readonly ModelInfo[], host: string): boolean {
  try {
    resolveModel(choice, models, host);
    return true;
  } catch (error) {
    if (!isExpected(error)) throw error;
    return false;
  }
}
