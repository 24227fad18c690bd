import { isExpected } from '../core/errors.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { PanelError } from './panel-error.ts';

/** A judge's place on a panel is one digit. */
const MOST_JUDGES = 9;

/**
 * The models that a panel names.
 * @param panel names with commas between
 * @throws PanelError, which names the models that are at hand
 */
export function namedModels(panel: string, models: readonly ModelInfo[], host: string): ModelInfo[] {
  const names = panel.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const found = names.map((name) => ({ name, model: find(name, models, host) }));
  const unknown = found.flatMap(({ name, model }) => (model === undefined ? [name] : []));
  const problem = problemOf(names, unknown);
  if (problem === undefined) return found.flatMap(({ model }) => model ?? []);
  throw new PanelError(
    problem,
    models.map(({ name }) => name),
    host,
  );
}

function problemOf(names: readonly string[], unknown: readonly string[]): string | undefined {
  if (names.length === 0) return 'Nobody is named to judge.';
  if (unknown.length > 0) return `No model called ${unknown.join(' or ')} is at hand to judge.`;
  return names.length > MOST_JUDGES ? `A panel has at most ${MOST_JUDGES} judges, not ${names.length}.` : undefined;
}

function find(name: string, models: readonly ModelInfo[], host: string): ModelInfo | undefined {
  try {
    return resolveModel({ name }, models, host);
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}
