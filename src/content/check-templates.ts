import type { Files } from './check-content.ts';
import type { ContentProblem } from './content-error.ts';
import type { Ensemble, Format } from './schema.ts';
import { ADDRESSED_TASK_VALUES, FENCED_VALUES, PLACEHOLDER, TASK_VALUES, TEMPLATE_VALUES } from './template-values.ts';
import type { YamlFile } from './yaml-file.ts';

/** Whatever stands between two pairs of braces, or a pair that is left alone. */
const BRACES = /\{\{.*?\}\}|\{\{|\}\}/g;
const FENCE = '"""';
const INSTRUCTION_VALUES: readonly string[] = [];
/** What a template can be made for, beside those that the program itself fills. */
const PURPOSES = [TASK_VALUES, ADDRESSED_TASK_VALUES, INSTRUCTION_VALUES];

/** Where a format or an ensemble names a template, and which values it has for it. */
interface Use {
  readonly template: string;
  readonly values: readonly string[];
  problem(message: string): ContentProblem;
}

/**
 * Each template that the program, a format or an ensemble needs: it must be there, with the placeholders that it gets values for and no
 * others. Where a template is sound and made for something else, the mistake is that of the file that names it.
 */
export function checkTemplates(
  templates: ReadonlyMap<string, string>,
  formats: Files<Format>,
  ensembles: Files<Ensemble>,
  folder: string,
): ContentProblem[] {
  const made = new Map<string, readonly string[]>(Object.entries(TEMPLATE_VALUES));
  // A format or ensemble that names a template which is not there is reported where its other references are.
  const uses = usesIn(formats, ensembles).filter(({ template }) => templates.has(template));
  for (const { template, values } of uses) {
    if (made.has(template)) continue;
    const text = templates.get(template) ?? '';
    made.set(template, PURPOSES.find((purpose) => textProblems(text, purpose).length === 0) ?? values);
  }
  const wrong = [...made].flatMap(([name, values]) => {
    const file = `${folder}/${name}.md`;
    const text = templates.get(name);
    if (text === undefined) {
      return [{ file, line: 1, field: '', message: `missing: expected a template with ${list(values)}` }];
    }
    return textProblems(text, values).map(({ line, field, message }) => ({ file, line, field, message }));
  });
  const misused = uses.flatMap(({ template, values, problem }) => {
    const has = made.get(template) ?? values;
    if (has.length === values.length && has.every((value) => values.includes(value))) return [];
    return [problem(`expected a template with ${list(values)}: ${template}.md is made for ${list(has)}`)];
  });
  return [...wrong, ...misused];
}

function usesIn(formats: Files<Format>, ensembles: Files<Ensemble>): Use[] {
  const use = <Value>(file: YamlFile<Value>, keys: readonly (string | number)[]) => ({
    problem: (message: string) => file.problemAt(keys, message),
  });
  return [
    ...[...formats.values()].flatMap((file) => [
      ...file.value.rounds.map(({ task, addresses }, index) => ({
        template: task,
        values: addresses === 'nobody' ? TASK_VALUES : ADDRESSED_TASK_VALUES,
        ...use(file, ['rounds', index, 'task']),
      })),
      { template: file.value.answer.template, values: TASK_VALUES, ...use(file, ['answer', 'template']) },
    ]),
    ...[...ensembles.values()].flatMap((file) => {
      const { instruction } = file.value;
      if (instruction === undefined) return [];
      return [{ template: instruction, values: INSTRUCTION_VALUES, ...use(file, ['instruction']) }];
    }),
  ];
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
