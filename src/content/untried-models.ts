import type { ListedModel } from './model-list.ts';
import type { Ensemble } from './schema.ts';

/** Of the models that an ensemble names, those of which the list says that they were not run: each once. */
export function untriedModels(
  { members, chair, judges, baseline }: Ensemble,
  models: ReadonlyMap<string, ListedModel>,
): readonly string[] {
  const choices = [...members.map(({ model }) => model), chair.model, ...judges, baseline];
  const named = new Set(choices.flatMap((choice) => ('name' in choice ? [choice.name] : [])));
  return [...named].filter((name) => models.get(name)?.run === 'not run here');
}
