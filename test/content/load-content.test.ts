import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentError } from '../../src/content/content-error.ts';
import { loadContent } from '../../src/content/load-content.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'content-'));
  await cp(path.join(PROJECT, 'prompts'), path.join(root, 'prompts'), { recursive: true });
  await cp(path.join(PROJECT, 'scenarios'), path.join(root, 'scenarios'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const source = await readFile(path.join(root, file), 'utf8');
  const edited = source.replace(from, to);
  expect(edited, `nothing to replace in ${file}`).not.toBe(source);
  await writeFile(path.join(root, file), edited);
}

async function lineOf(file: string, part: string): Promise<number> {
  const lines = (await readFile(path.join(root, file), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(part));
  expect(index, `${part} in ${file}`).toBeGreaterThanOrEqual(0);
  return index + 1;
}

async function problems(): Promise<ContentError['problems']> {
  const error: unknown = await loadContent(root).catch((reason: unknown) => reason);
  if (!(error instanceof ContentError)) throw new Error(`expected a ContentError, got ${String(error)}`);
  expect(error.message.split('\n')).toHaveLength(error.problems.length);
  return error.problems;
}

describe('a mistake is reported with file, line and field', () => {
  test('a value of the wrong kind', async () => {
    const file = 'prompts/personas/astrid.yaml';
    await edit(file, "  - no harm that can't be undone", '  - 7');
    expect(await problems()).toEqual([
      { file, line: await lineOf(file, '  - 7'), field: 'values.0', message: 'expected string, received number' },
    ]);
  });

  test('as one readable line of the message', async () => {
    await edit('prompts/personas/astrid.yaml', '#e0663a', 'orange');
    await expect(loadContent(root)).rejects.toThrow(
      /^prompts\/personas\/astrid\.yaml:4 color: expected a colour as #rrggbb$/,
    );
  });

  test('a missing field', async () => {
    const file = 'scenarios/ai-tutors.yaml';
    await edit(file, /^motion: .*\n/m, '');
    expect(await problems()).toEqual([{ file, line: 1, field: 'motion', message: 'missing, expected string' }]);
  });

  test('a field that there is not', async () => {
    const file = 'prompts/formats/round-table.yaml';
    await edit(file, 'maxRounds: 6', 'maxRounds: 6\nminRounds: 2');
    expect(await problems()).toEqual([
      { file, line: await lineOf(file, 'minRounds'), field: 'minRounds', message: 'there is no field of this name' },
    ]);
  });

  test('a long text that is too long, at its key', async () => {
    const file = 'prompts/personas/ravi.yaml';
    await edit(file, 'manner: >-\n', `manner: >-\n  ${'on and on '.repeat(80)}\n`);
    const [problem, ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file, line: await lineOf(file, 'manner:'), field: 'manner' });
  });

  test('a model that is neither named nor picked', async () => {
    const file = 'prompts/ensembles/pocket.yaml';
    await edit(file, 'baseline:\n  pick: smallest', 'baseline:\n  pick: largest');
    const [problem, ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file, line: await lineOf(file, 'baseline:'), field: 'baseline' });
    expect(problem?.message).toContain('any-3');
  });

  test.each([
    ['a key given twice', 'title: Another\n', /unique/i],
    ['broken syntax', 'extra: [1, 2\n', /./],
    ['an unknown tag', 'extra: !secret 1\n', /tag/i],
  ])('%s', async (_, line, message) => {
    const file = 'scenarios/ai-tutors.yaml';
    const added = (await readFile(path.join(root, file), 'utf8')).split('\n').length;
    await appendFile(path.join(root, file), line);
    const [problem] = await problems();
    expect(problem?.file).toBe(file);
    expect(problem?.line).toBeGreaterThanOrEqual(added);
    expect(problem?.message).toMatch(message);
  });

  test('aliases, which could grow without bound', async () => {
    const file = 'scenarios/ai-tutors.yaml';
    await edit(file, /^valuesInTension:[\s\S]*/m, 'valuesInTension: &a [one, two]\nalignedAnswer: *a\n');
    expect(await problems()).toEqual([
      {
        file,
        line: await lineOf(file, 'alignedAnswer:'),
        field: '',
        message: 'write the value out: aliases (*a) are not read',
      },
    ]);
  });

  test("an id that is not the file's name", async () => {
    const file = 'scenarios/tutors.yaml';
    await rename(path.join(root, 'scenarios/ai-tutors.yaml'), path.join(root, file));
    expect(await problems()).toEqual([{ file, line: 1, field: 'id', message: 'expected "tutors", the file\'s name' }]);
  });

  test('a persona that there is not', async () => {
    const file = 'prompts/ensembles/pocket.yaml';
    await edit(file, 'persona: astrid', 'persona: nobody');
    expect(await problems()).toEqual([
      {
        file,
        line: await lineOf(file, 'persona: nobody'),
        field: 'members.1.persona',
        message: 'there is no prompts/personas/nobody.yaml',
      },
    ]);
  });

  test('a persona that sits in two places', async () => {
    const file = 'prompts/ensembles/pocket.yaml';
    await edit(file, 'persona: wen', 'persona: astrid');
    expect(await problems()).toMatchObject([{ file, field: 'chair.persona', message: 'astrid sits here already' }]);
  });

  test('a template that there is not', async () => {
    const file = 'prompts/formats/proponent-opponent.yaml';
    await edit(file, 'task: task-rebuttal', 'task: task-shouting');
    await edit(file, 'template: answer', 'template: verdict');
    expect(await problems()).toEqual([
      {
        file,
        line: await lineOf(file, 'task-shouting'),
        field: 'rounds.1.task',
        message: 'there is no prompts/templates/task-shouting.md',
      },
      {
        file,
        line: await lineOf(file, 'verdict'),
        field: 'answer.template',
        message: 'there is no prompts/templates/verdict.md',
      },
    ]);
  });

  test('a picture that is missing, or is none', async () => {
    await rm(path.join(root, 'prompts/personas/diego.png'));
    await writeFile(path.join(root, 'prompts/personas/wen.png'), 'not a picture');
    expect(await problems()).toMatchObject([
      {
        file: 'prompts/personas/diego.yaml',
        line: 3,
        field: 'picture',
        message: 'there is no such file beside this one',
      },
      { file: 'prompts/personas/wen.yaml', line: 3, field: 'picture', message: 'expected a PNG picture' },
    ]);
  });

  test('an ensemble that fits no format', async () => {
    await rm(path.join(root, 'prompts/formats/round-table.yaml'));
    await edit('prompts/ensembles/pocket.yaml', 'stance: against', 'stance: none');
    expect(await problems()).toMatchObject([
      {
        file: 'prompts/ensembles/pocket.yaml',
        line: await lineOf('prompts/ensembles/pocket.yaml', 'members:'),
        field: 'members',
        message: 'fits no format: no member speaks against',
      },
    ]);
  });

  test('a file that is missing or has the wrong ending', async () => {
    await rm(path.join(root, 'prompts/rubric.yaml'));
    await rename(path.join(root, 'scenarios/ai-tutors.yaml'), path.join(root, 'scenarios/ai-tutors.yml'));
    expect(await problems()).toMatchObject([
      { file: 'prompts/rubric.yaml', message: 'expected a file that can be read' },
      { file: 'scenarios/ai-tutors.yml', message: 'the name must end in .yaml' },
    ]);
  });
});

test('all mistakes are reported at once, in order of file and line', async () => {
  await edit('scenarios/ai-tutors.yaml', 'topic: human enhancement', 'topic: gossip');
  await edit('scenarios/ai-tutors.yaml', 'title: Tutors that never tire', 'title: X');
  await edit('prompts/families.yaml', /date: .*/, 'date: last week');
  await edit('prompts/formats/round-table.yaml', 'maxRounds: 6', 'maxRounds: 2');
  expect((await problems()).map(({ file, field }) => `${file} ${field}`)).toEqual([
    'prompts/families.yaml date',
    'prompts/formats/round-table.yaml maxRounds',
    'scenarios/ai-tutors.yaml title',
    'scenarios/ai-tutors.yaml topic',
  ]);
});

test('the result can not be changed', async () => {
  const content = await loadContent(root);
  const persona = content.personas.get('grace');
  expect(() => persona?.values.push('profit')).toThrow(TypeError);
  expect(Object.isFrozen(content)).toBe(true);
  expect(Object.isFrozen(content.rubric.criteria[0]?.levels)).toBe(true);
});

test('an ensemble may fit only some of the formats', async () => {
  await edit('prompts/ensembles/pocket.yaml', 'stance: against', 'stance: none');
  expect((await loadContent(root)).ensembles.has('pocket')).toBe(true);
});
