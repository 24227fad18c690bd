import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyFolder } from '../../src/study/data/study-folder.ts';
import { verifyStudy } from '../../src/study/verify/verify-study.ts';
import { PUBLISHED_STUDIES, STUDIES } from '../support/published-studies.ts';

/** Bytes, of all of a study's files together. */
const LARGEST = 20_000_000;

describe.each(PUBLISHED_STUDIES)('the published study %s', (name) => {
  const folder = new StudyFolder(path.join(STUDIES, name));

  it('is what was run, down to all its figures', async () => {
    const manifest = await folder.manifest();
    if (manifest === undefined) throw new Error(`${name} has no manifest`);
    const checks = await verifyStudy(folder, manifest, new AbortController().signal);
    expect(checks.filter(({ problem }) => problem !== '')).toEqual([]);
    expect(checks.length).toBeGreaterThan(5);
  });

  it('is small enough to be cloned by everybody, and holds no database', async () => {
    const files = await readdir(folder.path);
    const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder.path, file))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST);
    expect(files.filter((file) => /sqlite|\.lock$/.test(file))).toEqual([]);
  });
});
