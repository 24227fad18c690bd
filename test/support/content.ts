import { loadContent } from '../../src/content/load-content.ts';
import { Prompts } from '../../src/content/prompts.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';

/** The content that ships. */
export const content = await loadContent(PROJECT_ROOT);
export const prompts = new Prompts(content.templates);

/** An entry that a test relies on. */
export function entry<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`The content has no ${id}`);
  return value;
}
