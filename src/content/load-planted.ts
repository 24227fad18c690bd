import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { checkPlanted } from './check-planted.ts';
import { ContentError, type ContentProblem } from './content-error.ts';
import { deepFreeze } from './freeze.ts';
import { type Planted, plantedSchema } from './planted.ts';
import type { Content } from './schema.ts';
import { readYaml } from './yaml-file.ts';

const FOLDER = 'prompts/planted';

/**
 * Reads every planted debate, checks it and freezes it. Only the audit of judges needs them, so the bot starts without.
 * @param root the folder that holds prompts/
 * @throws ContentError with every problem at once
 */
export async function loadPlanted(root: string, content: Content): Promise<readonly Planted[]> {
  const entries = await readdir(path.join(root, FOLDER)).catch(() => []);
  const ids = entries.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length));
  const read = await Promise.all(
    ids.sort().map(async (id): Promise<{ problems: readonly ContentProblem[]; planted: Planted[] }> => {
      const result = await readYaml(root, `${FOLDER}/${id}.yaml`, plantedSchema);
      if (!result.ok) return { problems: result.problems, planted: [] };
      return { problems: checkPlanted(id, result.file, content), planted: [{ id, ...result.file.value }] };
    }),
  );
  const problems = read.flatMap((one) => one.problems);
  if (ids.length === 0) {
    problems.push({ file: FOLDER, line: 1, field: '', message: 'expected a folder with at least one .yaml file' });
  }
  if (problems.length > 0) throw new ContentError(problems);
  return read.flatMap(({ planted }) => planted.map(deepFreeze));
}
