import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import {
  checkEnsembles,
  checkFamilies,
  checkFormats,
  checkModels,
  checkReactions,
  checkRubric,
  type Known,
} from './check-content.ts';
import { checkPictures } from './check-pictures.ts';
import { checkTemplates } from './check-templates.ts';
import { ContentError, type ContentProblem } from './content-error.ts';
import { drawPicture } from './draw-picture.ts';
import { deepFreeze } from './freeze.ts';
import { modelListSchema } from './model-list.ts';
import { isOwnId, OWN_ID } from './own-id.ts';
import { readText } from './read-text.ts';
import {
  type Content,
  ensembleSchema,
  familiesSchema,
  formatSchema,
  personaFileSchema,
  reactionsSchema,
  rubricFileSchema,
  scenarioFileSchema,
} from './schema.ts';
import { contentIdSchema } from './schema-parts.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const PERSONAS = 'prompts/personas';
const TEMPLATES = 'prompts/templates';

/**
 * Reads everything in prompts/ and scenarios/, checks it and freezes it.
 * @param root the folder that holds both
 * @throws ContentError with every problem at once
 */
export async function loadContent(root: string): Promise<Content> {
  const problems: ContentProblem[] = [];
  const [scenarios, personas, ensembles, formats, rubric, families, models, reactions, templates] = await Promise.all([
    readFolder(root, 'scenarios', scenarioFileSchema, problems),
    readFolder(root, PERSONAS, personaFileSchema, problems),
    readFolder(root, 'prompts/ensembles', ensembleSchema, problems),
    readFolder(root, 'prompts/formats', formatSchema, problems),
    readOne(root, 'prompts/rubric.yaml', rubricFileSchema, problems),
    readOne(root, 'prompts/families.yaml', familiesSchema, problems),
    readOne(root, 'prompts/models.yaml', modelListSchema, problems),
    readOne(root, 'prompts/reactions.yaml', reactionsSchema, problems),
    readTemplates(root, problems),
  ]);

  const known: Known = { personaIds: new Set(personas.ids), templates };
  problems.push(
    ...checkEnsembles(ensembles.files, formats.files, personas.files, known),
    ...checkFormats(formats.files, known),
    ...checkTemplates(templates, formats.files, ensembles.files, TEMPLATES),
    ...(rubric === undefined ? [] : checkRubric(rubric, reactions?.value)),
    ...(families === undefined ? [] : checkFamilies(families)),
    ...(models === undefined ? [] : checkModels(models, families?.value)),
    ...(reactions === undefined ? [] : checkReactions(reactions)),
    ...(await checkPictures(personas.files, path.join(root, PERSONAS))),
  );
  if (problems.length > 0 || !rubric || !families || !models || !reactions) {
    throw new ContentError(problems.sort(byPlace));
  }

  return Object.freeze({
    scenarios: values(scenarios.files),
    personas: values(personas.files),
    ensembles: values(ensembles.files),
    formats: values(formats.files),
    rubric: deepFreeze(rubric.value),
    families: deepFreeze(families.value),
    models: new Map(deepFreeze(models.value).models.map((model) => [model.tag, model])),
    reactions: deepFreeze(reactions.value),
    templates,
    picture: async (persona) =>
      persona.picture === null ? drawPicture(persona) : readFile(path.resolve(root, PERSONAS, persona.picture)),
  } satisfies Content);
}

async function readOne<Schema extends z.ZodType>(
  root: string,
  name: string,
  schema: Schema,
  problems: ContentProblem[],
): Promise<YamlFile<z.infer<Schema>> | undefined> {
  const result = await readYaml(root, name, schema);
  if (result.ok) return result.file;
  problems.push(...result.problems);
  return undefined;
}

/** Every .yaml file of a folder, by its name, which must also be its id. */
async function readFolder<Schema extends z.ZodType<{ readonly id: string }>>(
  root: string,
  folder: string,
  schema: Schema,
  problems: ContentProblem[],
): Promise<{ readonly ids: readonly string[]; readonly files: Map<string, YamlFile<z.infer<Schema>>> }> {
  const ids = await namesIn(root, folder, '.yaml', problems);
  const files = new Map<string, YamlFile<z.infer<Schema>>>();
  const results = await Promise.all(ids.map((id) => readYaml(root, `${folder}/${id}.yaml`, schema)));
  for (const [index, id] of ids.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    if (!contentIdSchema.safeParse(id).success) {
      problems.push(result.file.problemAt([], `rename the file: its name must be its id, ${result.file.value.id}`));
    } else if (result.file.value.id !== id) {
      problems.push(result.file.problemAt(['id'], `expected "${id}", the file's name (or rename the file)`));
    } else if (isOwnId(id)) {
      problems.push(result.file.problemAt(['id'], `choose another: servers' own content begins with ${OWN_ID}`));
    }
    files.set(id, result.file);
  }
  return { ids, files };
}

async function readTemplates(root: string, problems: ContentProblem[]): Promise<ReadonlyMap<string, string>> {
  const templates = new Map<string, string>();
  for (const name of await namesIn(root, TEMPLATES, '.md', problems)) {
    const read = await readText(root, `${TEMPLATES}/${name}.md`);
    templates.set(name, read.ok ? read.text : '');
    if (!read.ok) problems.push(read.problem);
  }
  return templates;
}

/** Names of a folder's files without their ending, sorted. */
async function namesIn(root: string, folder: string, ending: string, problems: ContentProblem[]): Promise<string[]> {
  const entries = await readdir(path.join(root, folder)).catch(() => []);
  const alike = ending === '.md' ? /\.(?:md|markdown|txt)$/i : /\.ya?ml$/i;
  for (const entry of entries.filter((name) => alike.test(name) && !name.endsWith(ending))) {
    problems.push({
      file: `${folder}/${entry}`,
      line: 1,
      field: '',
      message: `rename it: the name must end in ${ending}`,
    });
  }
  const names = entries.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  if (names.length === 0) {
    problems.push({ file: folder, line: 1, field: '', message: `expected a folder with at least one ${ending} file` });
  }
  return names.sort();
}

function values<Value>(files: ReadonlyMap<string, YamlFile<Value>>): ReadonlyMap<string, Value> {
  return new Map([...files].map(([id, { value }]) => [id, deepFreeze(value)]));
}

function byPlace(left: ContentProblem, right: ContentProblem): number {
  return left.file === right.file ? left.line - right.line : left.file < right.file ? -1 : 1;
}
