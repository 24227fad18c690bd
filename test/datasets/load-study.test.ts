import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { studyFindingsSchema } from '../../src/study/analysis/findings.ts';
import { manifestSchema } from '../../src/study/data/manifest.ts';
import { LOADED_IN_JAVASCRIPT, LOADED_IN_PYTHON, meanByArm } from '../../src/study/datasheet/loading.ts';
import { sit, smallPlan } from '../study/scripted-study.ts';
import { PUBLISHED_STUDIES, STUDIES } from '../support/published-studies.ts';
import { goodScript, promptText } from '../support/speech.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A Python that has `datasets`, pandas and DuckDB; .ci/datasets makes it. */
const python = process.env['PYTHON_WITH_DATASETS'] ?? 'python3';
const run = promisify(execFile);

/** Judges that score each debate otherwise, so that the arms' means differ. */
const unlike: Script = {
  ...goodScript,
  choose(prompt, _, options) {
    const random = seededRandom(deriveSeed(1, promptText({ prompt })));
    const weights = options.map(() => random.integer(1, 100));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return new Map(options.map((option, place) => [option, (weights[place] ?? 0) / sum]));
  },
};

/** The folder of a study that was just run. */
async function scripted(): Promise<string> {
  const folder = await temporaryFolder();
  await sit({ plan: smallPlan(), script: unlike, out: folder });
  return folder;
}

/** A finished study's folder, the rows of its tables, and its arms' mean overall scores as its report has them. */
async function published(folder: string) {
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(folder, name), 'utf8'));
  const { head, files } = manifestSchema.parse(await json('manifest.json'));
  const { means } = studyFindingsSchema.parse(await json('findings.json')).headline.difference;
  const meanOf = (estimate: typeof means.one): number => ('value' in estimate ? estimate.value : Number.NaN);
  return {
    folder,
    head,
    rows: Object.fromEntries(files.map(({ name, rows }) => [name.replace('.jsonl.gz', ''), rows])),
    means: { ensemble: meanOf(means.one), baseline: meanOf(means.other) },
  };
}

/** Loads it in each way of its datasheet. @returns the arms' means, as they were loaded */
async function loadedInPython({ folder, head, rows }: Awaited<ReturnType<typeof published>>) {
  const program = path.join(PROJECT_ROOT, 'test/datasets/check_study.py');
  const { stdout } = await run(python, [program, folder, meanByArm(head), ...LOADED_IN_PYTHON]);
  const loaded = z
    .strictObject({ tables: z.array(z.unknown()), means: z.record(z.string(), z.number()) })
    .parse(JSON.parse(stdout));
  expect(loaded.tables).toEqual(LOADED_IN_PYTHON.map(() => rows));
  return loaded.means;
}

async function loadedInJavaScript({ folder, rows }: Awaited<ReturnType<typeof published>>) {
  for (const [table, count] of Object.entries(rows)) {
    const line = LOADED_IN_JAVASCRIPT.replaceAll('scores', table);
    const counts = `console.log(JSON.stringify([${table}.length, ${table}.every((row) => typeof row.trial === 'string')]))`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', `${line} ${counts}`], {
      cwd: folder,
    });
    expect(JSON.parse(stdout)).toEqual([count, true]);
  }
}

it('a study loads by the one line that its datasheet gives, in datasets, pandas and DuckDB, and its rows come to the report’s means', async () => {
  const study = await published(await scripted());
  expect(study.rows).toEqual({ debates: 8, scores: 112, pairs: 4 });
  expect(study.means.ensemble).not.toBeCloseTo(study.means.baseline, 3);
  const loaded = await loadedInPython(study);
  expect(loaded['ensemble']).toBeCloseTo(study.means.ensemble, 9);
  expect(loaded['baseline']).toBeCloseTo(study.means.baseline, 9);
});

it('and in JavaScript', async () => {
  await loadedInJavaScript(await published(await scripted()));
});

it.each(PUBLISHED_STUDIES)('so does %s of data/studies', async (name) => {
  const study = await published(path.join(STUDIES, name));
  // Other means than the report's, which are over pairs with a score on both sides: answers that lack one are rows too.
  const loaded = await loadedInPython(study);
  expect(Object.values(loaded).every((mean) => mean >= 1 && mean <= 7)).toBe(true);
  await loadedInJavaScript(study);
});
