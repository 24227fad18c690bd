import type { ModelChoice } from '../../content/schema.ts';
import { ModelMissingError } from './model-missing-error.ts';
import { NoModelError } from './no-model-error.ts';

interface Named {
  readonly name: string;
}

/**
 * Which of the host's models a choice means.
 * @param models the host's chat models, smallest first
 * @throws ModelMissingError for a name that the host does not have, NoModelError when it has none at all
 */
export function resolveModel<Model extends Named>(choice: ModelChoice, models: readonly Model[], host: string): Model {
  if (models.length === 0) throw new NoModelError(host);
  const found =
    'name' in choice ? models.find((model) => sameModel(model.name, choice.name)) : pick(choice.pick, models);
  if (found === undefined) throw new ModelMissingError('name' in choice ? choice.name : choice.pick, host);
  return found;
}

function pick<Model>(which: 'smallest' | 'any-1' | 'any-2' | 'any-3', models: readonly Model[]): Model | undefined {
  const place = which === 'smallest' ? 0 : Number(which.slice('any-'.length)) - 1;
  return models[place % models.length];
}

/** Ollama's `mistral` is `mistral:latest`. */
function sameModel(left: string, right: string): boolean {
  const full = (name: string): string => (name.includes(':') ? name : `${name}:latest`);
  return full(left) === full(right);
}
