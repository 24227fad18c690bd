import type { Files } from './check-content.ts';
import type { ContentProblem } from './content-error.ts';
import type { Ensemble, Format } from './schema.ts';
import { ADDRESSED_TASK_VALUES, FENCED_VALUES, PLACEHOLDER, TASK_VALUES, TEMPLATE_VALUES } from './template-values.ts';

/** Whatever stands between two pairs of braces, or a pair that is left alone. */
const BRACES = /\{\{.*?\}\}|\{\{|\}\}/g;
const FENCE = '"""';

/** Each template that the program, a format or an ensemble needs: it must be there, with the placeholders that it gets values for and no others. */
export function checkTemplates(
  templates: ReadonlyMap<string, string>,
  formats: Files<Format>,
  ensembles: Files<Ensemble>,
  folder: string,
): ContentProblem[] {
  const needed = new Map<string, readonly string[]>(Object.entries(TEMPLATE_VALUES));
  for (const { value } of formats.values()) {
    const tasks = value.rounds.map(({ task, addresses }) => ({
      task,
      values: addresses === 'nobody' ? TASK_VALUES : ADDRESSED_TASK_VALUES,
    }));
    tasks.push({ task: value.answer.template, values: TASK_VALUES });
    // A format that names a template which is not there is a mistake of the format, and reported so.
    for (const { task, values } of tasks) if (templates.has(task) && !needed.has(task)) needed.set(task, values);
  }
  for (const { value } of ensembles.values()) {
    const { instruction } = value;
    if (instruction !== undefined && templates.has(instruction) && !needed.has(instruction))
      needed.set(instruction, []);
  }
  return [...needed].flatMap(([name, values]) => {
    const file = `${folder}/${name}.md`;
    const text = templates.get(name);
    if (text === undefined) {
      return [{ file, line: 1, field: '', message: `missing: expected a template with ${list(values)}` }];
    }
    return textProblems(text, values).map(({ line, field, message }) => ({ file, line, field, message }));
  });
}

function textProblems(text: string, values: readonly string[]): Omit<ContentProblem, 'file'>[] {
  if (text.trim() === '') return [{ line: 1, field: '', message: 'expected a text, not an empty file' }];
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const problems: Omit<ContentProblem, 'file'>[] = [];
  const found = new Set<string>();
  for (const { 0: braces, index } of text.matchAll(BRACES)) {
    const name = [...braces.matchAll(PLACEHOLDER)][0]?.[1];
    const wrong =
      name === undefined || !values.includes(name)
        ? `no value fills this: expected ${list(values)}`
        : FENCED_VALUES.has(name) && !isFenced(text, index)
          ? `expected between ${FENCE} marks, because a model wrote what fills it`
          : null;
    if (name !== undefined) found.add(name);
    if (wrong !== null) problems.push({ line: lineAt(index), field: braces, message: wrong });
  }
  for (const name of values.filter((value) => !found.has(value))) {
    problems.push({ line: 1, field: `{{${name}}}`, message: 'missing: put it where the value belongs' });
  }
  return problems;
}

function isFenced(text: string, offset: number): boolean {
  const marksBefore = text.slice(0, offset).split(FENCE).length - 1;
  return marksBefore % 2 === 1 && text.includes(FENCE, offset);
}

function list(values: readonly string[]): string {
  return values.length === 0 ? 'no placeholder' : values.map((value) => `{{${value}}}`).join(', ');
}
