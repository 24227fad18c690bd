import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioFromQuestion } from '../../src/content/own-question.ts';
import { sha256 } from '../../src/core/hash.ts';
import { LABEL_COLUMNS, PAIR_COLUMNS, RATING_COLUMNS } from '../../src/export/columns.ts';
import { runExportCommand } from '../../src/export/export-command.ts';
import { parseExportOptions } from '../../src/export/export-options.ts';
import { type StoredEvent, storeEvents } from '../agreement/ballots.ts';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';
import { type Ballots, holdTrials } from './held-trials.ts';

const TYPED = 'Should my neighbour Bea Miller keep her three dogs?';

/** Trials of all kinds: two with rows of each file, one that is all bad, and others that are left out. */
const TRIALS: readonly Ballots[] = [
  { votes: { ensemble: 6, baseline: 2, tie: 1 }, raters: 4 },
  { votes: { ensemble: 1, baseline: 6, late: 3 }, raters: 12 },
  { votes: { baseline: 1, 'all-bad': 6 } },
  { votes: { ensemble: 2 } },
  { votes: { ensemble: 3, baseline: 3 } },
  { votes: { ensemble: 5 }, request: { scenario: scenarioFromQuestion(TYPED) } },
  { votes: { ensemble: 5 }, hidden: true },
  { programs: 9 },
  { open: true },
  // The seed of the first once more.
  { votes: { ensemble: 5 }, request: { seed: 0 } },
];

interface Exported {
  readonly folder: string;
  readonly out: string;
  readonly text: string;
  again(options?: object): Promise<string>;
  read(name: string): Promise<string>;
  rows(name: string): Promise<Record<string, unknown>[]>;
}

/** What was stored of them: they are held once. */
const stored = new Map<readonly Ballots[], Promise<readonly StoredEvent[]>>();

/** What the command writes and prints of these trials. */
async function exported(
  trials: readonly Ballots[],
  options: object = {},
  env: NodeJS.ProcessEnv = {},
): Promise<Exported> {
  const folder = await temporaryFolder();
  const database = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  const events = stored.get(trials) ?? holdTrials(trials).then((held) => held.stored());
  stored.set(trials, events);
  await storeEvents(database, await events);
  const out = path.join(folder, 'data', 'export');
  const again = async (more: object = {}): Promise<string> => {
    const stdout = new FakeFile();
    const usual = { database, out, minVotes: 5, minMargin: 0, minRaters: 3, agreement: 'any' };
    const parsed = parseExportOptions({ ...usual, ...options, ...more });
    await runExportCommand(parsed, { stdout, env }, new AbortController().signal);
    return stdout.text;
  };
  const read = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8');
  return {
    folder,
    out,
    text: await again(),
    again,
    read,
    rows: async (name) =>
      (await read(`${name}.jsonl`))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

it('npm run export writes pairs, labels and ratings of closed ballots, and prints what it left out and why', async () => {
  const { text, out, rows } = await exported(TRIALS);
  expect((await readdir(out)).sort()).toEqual([
    'README.md',
    'labels-conversational.jsonl',
    'labels.jsonl',
    'preferences-conversational.jsonl',
    'preferences.jsonl',
    'ratings.jsonl',
  ]);
  expect(text.split('\n').map((line) => line.replace(/ +(?=\d)/g, ' '))).toEqual(
    expect.arrayContaining([
      'used 5',
      'left out: no ballot of it was closed 1',
      'left out: its text was taken off view 1',
      'left out: a person typed its question 1',
      'left out: programs (scripted voters) took part in it 1',
      'left out: another trial has the same question and answers, and more votes or the earlier ones 1',
      'written 2 6 28',
      'left out: fewer votes than --min-votes 1 2 0',
      'left out: fewer raters than --min-raters 0 0 42',
      'left out: no answer had the most votes: equally good, or as many for several 1 2 0',
      'left out: most found all answers bad, so that none is chosen 1 0 0',
    ]),
  );
  const pairs = await rows('preferences');
  expect(pairs.map(({ chosen_by, votes, votes_all, margin }) => [chosen_by, votes, votes_all, margin])).toEqual([
    [expect.objectContaining({ arm: 'ensemble' }), 9, 9, expect.closeTo(4 / 9)],
    [expect.objectContaining({ arm: 'baseline' }), 7, 10, expect.closeTo(5 / 7)],
  ]);
  expect((await rows('labels')).map(({ label }) => label)).toEqual([true, false, false, true, false, false]);
  const ratings = await rows('ratings');
  expect(ratings[0]).toMatchObject({ criterion: 'argument-quality', rating: 3.5, raters: 4, rating_low: null });
  expect(ratings.at(-1)).toMatchObject({ raters: 12, rating_low: expect.any(Number), judge_score: expect.any(Number) });
});

it('texts stand as prompt and answer one after the other, or as messages of user and assistant', async () => {
  const { rows } = await exported(TRIALS.slice(0, 1));
  const [pair] = await rows('preferences');
  const [messages] = await rows('preferences-conversational');
  expect(pair?.['prompt']).toMatch(/[^\n]\n\n$/);
  expect(messages).toEqual({
    ...pair,
    prompt: [{ role: 'user', content: String(pair?.['prompt']).trimEnd() }],
    chosen: [{ role: 'assistant', content: pair?.['chosen'] }],
    rejected: [{ role: 'assistant', content: pair?.['rejected'] }],
  });
  const [label] = await rows('labels');
  expect((await rows('labels-conversational'))[0]).toMatchObject({
    completion: [{ role: 'assistant', content: label?.['completion'] }],
    label: true,
  });
});

it('each row has the columns that the datasheet names, in that order, and the datasheet has the same figures', async () => {
  const { rows, read, text } = await exported(TRIALS);
  const names = (columns: readonly { readonly name: string }[]): string[] => columns.map(({ name }) => name);
  for (const [file, columns] of [
    ['preferences', PAIR_COLUMNS],
    ['preferences-conversational', PAIR_COLUMNS],
    ['labels', LABEL_COLUMNS],
    ['labels-conversational', LABEL_COLUMNS],
    ['ratings', RATING_COLUMNS],
  ] as const) {
    for (const row of await rows(file)) expect(Object.keys(row)).toEqual(names(columns));
  }
  const readme = await read('README.md');
  const [, head = '', sheet = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readme) ?? [];
  const card = parse(head);
  expect(card.configs.map(({ config_name }: { config_name: string }) => config_name)).toEqual([
    'preferences',
    'preferences-conversational',
    'labels',
    'labels-conversational',
    'ratings',
  ]);
  expect(card).toMatchObject({ license: 'unknown', size_categories: ['n<1K'], language: ['en'] });
  for (const [line] of text.matchAll(/^left out: .*$/gm)) {
    const [words = '', ...counts] = line.split(/ {2,}/);
    expect(sheet).toContain(`| ${[words, ...counts].join(' | ')} |`);
  }
  for (const file of ['preferences', 'ratings']) expect(sheet).toContain(sha256(await read(`${file}.jsonl`)));
  expect(sheet).toContain('unless express permission is granted by Discord');
  expect(sheet).toContain('scripted-model:1b: not audited, so nobody knows what its scores are worth');
  expect(sheet).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

it('the same database and options make the same bytes, and an earlier export is replaced', async () => {
  const { out, again, read } = await exported(TRIALS);
  const all = async (): Promise<string[]> => Promise.all((await readdir(out)).sort().map(read));
  const before = await all();
  await again();
  expect(await all()).toEqual(before);
  await again({ minMargin: 0.5 });
  const after = await all();
  expect(after).toHaveLength(before.length);
  expect(after).not.toEqual(before);
});

it('nobody’s typed words, name or id is in any of it', async () => {
  const { out, read } = await exported(TRIALS);
  for (const name of await readdir(out))
    expect(await read(name)).not.toMatch(/Bea Miller|three dogs|\bada\b|(?:person|rater) [A-Z0-9]/);
});

it('programs’ votes come only when they are asked for, without people’s, and every row says so', async () => {
  const trials = [{ votes: { ensemble: 8 } }, { programs: 9 }, { programs: 6, votes: { baseline: 8 } }];
  const { rows, text, read } = await exported(trials, { simulated: true });
  expect(text).toMatch(/^Simulated: /);
  expect(text).toMatch(/left out: no program .* 1$/m);
  const pairs = await rows('preferences');
  expect(pairs.map(({ simulated, votes, votes_all }) => [simulated, votes, votes_all])).toEqual([
    [true, 9, 9],
    [true, 6, 6],
  ]);
  expect(await read('README.md')).toContain('**Simulated.**');
  expect(await read('README.md')).toMatch(/^ {2}- simulated$/m);
});

it('without a row nothing is written, and it is said', async () => {
  const { text, folder } = await exported(TRIALS.slice(3, 4));
  expect(text).toContain('Nothing was written: no trial in sqlite:');
  expect((await readdir(folder)).filter((name) => !name.startsWith('bot.sqlite'))).toEqual([]);
});

it('--json tells scripts the same', async () => {
  const { text, out } = await exported(TRIALS, { json: true });
  expect(JSON.parse(text)).toMatchObject({
    folder: out,
    simulated: false,
    filters: { minVotes: 5, minMargin: 0, minRaters: 3, agreement: 'any' },
    trials: { read: 10, used: 5, leftOut: expect.arrayContaining([{ reason: 'hidden', count: 1 }]) },
    kinds: [
      { kind: 'pairs', rows: 2 },
      { kind: 'labels', rows: 6 },
      { kind: 'ratings', rows: 28 },
    ],
    files: expect.arrayContaining([{ name: 'ratings.jsonl', rows: 28, sha256: expect.any(String) }]),
  });
});

it('as a command of the program it says in one line what stands in its way', async () => {
  const { folder, out, again } = await exported(TRIALS);
  const database = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  const program = runProgram(['export', '--database', database, '--out', out, '--json', '--min-margin', '0.5'], folder);
  expect(await program.ended).toBe(0);
  expect(JSON.parse(program.stdout())).toMatchObject({ filters: { minMargin: 0.5 }, kinds: [{ rows: 1 }, {}, {}] });
  await writeFile(path.join(out, 'notes.txt'), 'mine');
  await expect(again()).rejects.toMatchObject({ name: 'ExportTakenError' });
  const refused = runProgram(['export', '--database', database, '--out', out], folder);
  expect(await refused.ended).toBe(1);
  expect(refused.stderr()).toMatch(
    /^The data set is not written to .*: it holds notes\.txt\. Name another folder with --out\. .*\n$/,
  );
});

it('with the operator’s setting and a person’s consent their words are in it, and said to be', async () => {
  const scenario = scenarioFromQuestion(TYPED);
  const trials = [
    { votes: { ensemble: 5 } },
    { votes: { ensemble: 5 }, request: { scenario, publish: true } },
    { votes: { ensemble: 5 }, request: { scenario: scenarioFromQuestion('May nobody read this question?') } },
  ];
  const without = await exported(trials);
  expect((await without.rows('preferences')).map(({ typed_words }) => typed_words)).toEqual([false]);
  const { rows, text, read } = await exported(trials, {}, { EXPORT_TYPED_WORDS: 'with-consent' });
  expect(text).toContain('unless express permission is granted by Discord');
  const pairs = await rows('preferences');
  expect(pairs.map(({ typed_words, prompt }) => [typed_words, prompt === `${TYPED}\n\n`])).toEqual([
    [false, false],
    [true, true],
  ]);
  expect(await read('preferences.jsonl')).not.toContain('May nobody');
  expect(await read('README.md')).toContain('only where everybody whose they are said that they may be published');
});
