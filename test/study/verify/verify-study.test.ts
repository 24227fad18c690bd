import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { StudyFolder } from '../../../src/study/data/study-folder.ts';
import { verifyStudy } from '../../../src/study/verify/verify-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { sit, smallPlan } from '../scripted-study.ts';

const anyFindings = z.record(z.string(), z.unknown());

/** What is wrong with a published study whose findings somebody has changed. */
async function problemsWith(
  change: (findings: Record<string, unknown>) => object,
  plan = smallPlan({ judged: ['debate'] }),
): Promise<string[]> {
  const out = await temporaryFolder();
  await sit({ plan, out });
  const file = path.join(out, 'findings.json');
  const findings = anyFindings.parse(JSON.parse(await readFile(file, 'utf8')));
  await writeFile(file, JSON.stringify(change(findings)));
  const folder = new StudyFolder(out);
  const manifest = await folder.manifest();
  if (manifest === undefined) throw new Error('The study was published');
  const checks = await verifyStudy(folder, manifest, new AbortController().signal);
  expect(checks.length).toBeGreaterThan(5);
  return checks.flatMap(({ problem }) => (problem === '' ? [] : [problem]));
}

describe('a published study', () => {
  it('is what was run', async () => {
    expect(await problemsWith((findings) => findings)).toEqual([]);
  });

  it('whose plan asks people is so too where it was run without them', async () => {
    const asked = { ...smallPlan({ judged: ['debate'] }), community: { pairs: 2, perDay: 3, hours: 1 } };
    expect(await problemsWith((findings) => findings, asked)).toEqual([]);
  });

  it('is not, where another figure is lacking or something else is said of people', async () => {
    const wrong = ['findings.json has others, or another version of this program made it'];
    expect(await problemsWith(({ funnel: _, ...others }) => others)).toEqual(wrong);
    expect(await problemsWith((findings) => ({ ...findings, community: {} }))).toEqual(wrong);
  });
});
