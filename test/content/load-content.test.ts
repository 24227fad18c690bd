import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ContentError } from '../../src/content/content-error.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { ENSEMBLE, FAMILIES, FORMAT, MISTAKES, PERSONA, RUBRIC, SCENARIO, TEMPLATES } from './mistakes.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

let root: string;
const changed = new Set<string>();

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'content-'));
  for (const folder of ['prompts', 'scenarios']) await restore(folder);
});
afterEach(async () => {
  for (const file of changed) await restore(file);
  changed.clear();
});
afterAll(() => rm(root, { recursive: true }));

async function restore(name: string): Promise<void> {
  await rm(path.join(root, name), { recursive: true, force: true });
  await cp(path.join(PROJECT, name), path.join(root, name), { recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    },
  );
}

/** The file's place in the copy, which is made good again after the test. */
function change(file: string): string {
  changed.add(file);
  return path.join(root, file);
}

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const source = await readFile(path.join(root, file), 'utf8');
  const edited = source.replace(from, to);
  expect(edited, `nothing to replace in ${file}`).not.toBe(source);
  await writeFile(change(file), edited);
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

describe('a mistake is reported with file, line and field, and what to do', () => {
  it.each(MISTAKES)('%s', async (_, file, from, to, line, field, message) => {
    await edit(file, from, to);
    const all = await problems();
    // A value that stands under a wrong name in a template is also missing.
    expect(all.length).toBeLessThanOrEqual(file.startsWith(TEMPLATES) ? 2 : 1);
    const problem = all.find((one) => one.message.includes(message));
    expect(problem, JSON.stringify(all)).toBeDefined();
    expect(problem?.file).toBe(file);
    if (field !== '*') expect(problem?.field).toBe(field);
    if (line === '*') return;
    const lines = (await readFile(path.join(root, file), 'utf8')).split('\n');
    expect(lines[(problem?.line ?? 0) - 1]).toContain(line);
  });

  it('when a file takes an id that only servers give', async () => {
    const taken = 'scenarios/our-tutors.yaml';
    await rename(path.join(root, SCENARIO), change(taken));
    change(SCENARIO);
    await edit(taken, 'id: ai-tutors', 'id: our-tutors');
    expect(await problems()).toEqual([
      { file: taken, line: 1, field: 'id', message: "choose another: servers' own content begins with our-" },
    ]);
  });

  it('as one readable line of the message', async () => {
    await edit(PERSONA, '#e0663a', 'orange');
    await expect(loadContent(root)).rejects.toThrow(
      /^prompts\/personas\/astrid\.yaml:4 color: expected a colour as #rrggbb$/,
    );
  });

  it('an alias, which could grow without bound, and its anchor', async () => {
    await edit(SCENARIO, /^valuesInTension:[\s\S]*/m, 'valuesInTension: &a [one, two]\nalignedAnswer: *a\n');
    const line = await lineOf(SCENARIO, 'valuesInTension:');
    expect(await problems()).toEqual([
      { file: SCENARIO, line, field: 'valuesInTension', message: 'remove &a: anchors are not read' },
      {
        file: SCENARIO,
        line: line + 1,
        field: 'alignedAnswer',
        message: 'write the value out: aliases (*a) are not read',
      },
    ]);
  });

  it('a picture that is missing, is none, or is cut off', async () => {
    await rm(change('prompts/personas/diego.png'));
    await writeFile(change('prompts/personas/wen.png'), 'not a picture');
    const picture = await readFile(path.join(root, 'prompts/personas/grace.png'));
    await writeFile(change('prompts/personas/grace.png'), picture.subarray(0, 2000));
    expect((await problems()).map(({ file, line, field, message }) => [file, line, field, message])).toEqual([
      ['prompts/personas/diego.yaml', 3, 'picture', 'there is no such file beside this one'],
      ['prompts/personas/grace.yaml', 3, 'picture', 'the picture is cut off: save it again'],
      ['prompts/personas/wen.yaml', 3, 'picture', 'expected a PNG picture: convert it'],
    ]);
  });

  it('an ensemble that fits no format', async () => {
    for (const free of [FORMAT, 'prompts/formats/devils-advocate.yaml', 'prompts/formats/drafts.yaml'])
      await rm(change(free));
    await edit(ENSEMBLE, 'stance: against', 'stance: none');
    expect(await problems()).toMatchObject([
      {
        file: ENSEMBLE,
        line: await lineOf(ENSEMBLE, 'members:'),
        field: 'members',
        message: 'fits no format: no member speaks against',
      },
    ]);
  });

  it('a file that is missing, has the wrong ending or a name that is no id', async () => {
    await rm(change(RUBRIC));
    await rm(change(`${TEMPLATES}/judge-rules.md`));
    await rename(change(SCENARIO), change('scenarios/ai-tutors.yml'));
    await rename(change('scenarios/loan-fairness.yaml'), change('scenarios/Loan-Fairness.yaml'));
    expect(await problems()).toMatchObject([
      { file: RUBRIC, message: 'expected a file that can be read' },
      { file: `${TEMPLATES}/judge-rules.md`, message: 'missing: expected a template with no placeholder' },
      { file: 'scenarios/Loan-Fairness.yaml', message: 'rename the file: its name must be its id, loan-fairness' },
      { file: 'scenarios/ai-tutors.yml', message: 'rename it: the name must end in .yaml' },
    ]);
  });

  it('one id in two files', async () => {
    await cp(path.join(root, SCENARIO), change('scenarios/copy.yaml'));
    expect(await problems()).toMatchObject([{ file: 'scenarios/copy.yaml', line: 1, field: 'id' }]);
  });

  it('a file that is not UTF-8', async () => {
    await appendFile(change(SCENARIO), Buffer.from('# caf\xe9\n', 'latin1'));
    const { length } = (await readFile(path.join(root, SCENARIO), 'latin1')).split('\n');
    expect(await problems()).toEqual([
      {
        file: SCENARIO,
        line: length - 1,
        field: '',
        message: 'a character here is not readable: save the file as UTF-8 text',
      },
    ]);
  });
});

it('reports all mistakes at once, in order of file and line, one for each field', async () => {
  await edit(SCENARIO, 'topic: human enhancement', 'topic: gossip');
  await edit(SCENARIO, 'title: Tutors that never tire', 'title: X');
  await edit(FAMILIES, /date: .*/, 'date: last week');
  await edit(FORMAT, 'maxRounds: 6', 'maxRounds: 2');
  await edit(PERSONA, 'name: Astrid Lund', 'nam: Astrid Lund');
  await edit(`${TEMPLATES}/rules.md`, '{{roster}}', '{{members}}');
  expect((await problems()).map(({ file, field }) => `${file} ${field}`)).toEqual([
    `${FAMILIES} sources.0.date`,
    `${FORMAT} maxRounds`,
    `${PERSONA} name`,
    `${PERSONA} nam`,
    `${TEMPLATES}/rules.md {{roster}}`,
    `${TEMPLATES}/rules.md {{members}}`,
    `${SCENARIO} title`,
    `${SCENARIO} topic`,
  ]);
});

it('reads files as other systems save them, to the same text', async () => {
  const before = await loadContent(root);
  for (const file of [SCENARIO, `${TEMPLATES}/rules.md`]) {
    const source = await readFile(path.join(root, file), 'utf8');
    await writeFile(change(file), `\ufeff${source.replaceAll('\n', '\r\n')}`);
  }
  const after = await loadContent(root);
  expect(after.templates).toEqual(before.templates);
  expect(after.scenarios).toEqual(before.scenarios);
});

it('can not be changed once it is read', async () => {
  const content = await loadContent(root);
  const persona = content.personas.get('grace');
  expect(() => persona?.values.push('profit')).toThrow(TypeError);
  expect(Object.isFrozen(content)).toBe(true);
  expect(Object.isFrozen(content.rubric.criteria[0]?.levels)).toBe(true);
});

it('may have an ensemble that fits only some of the formats', async () => {
  await edit(ENSEMBLE, 'stance: against', 'stance: none');
  expect((await loadContent(root)).ensembles.has('pocket')).toBe(true);
});
