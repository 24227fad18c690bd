import { canonicalHash } from '../../core/hash.ts';
import { jsonIn } from '../../core/json-in.ts';
import { rubricHash } from '../../judge/rubric-hash.ts';
import { analyse } from '../analysis/analyse.ts';
import type { Manifest } from '../data/manifest.ts';
import type { StudyData } from '../data/study-data.ts';
import type { StudyFolder } from '../data/study-folder.ts';
import { StudyUnreadableError } from '../data/study-unreadable-error.ts';
import { hashOf, readTables } from '../data/tables.ts';
import { FINDINGS } from '../report/study-report.ts';

/** One thing that a finished study must be. */
export interface Check {
  /** What was looked at, for people. */
  readonly what: string;
  /** What is wrong, for people; empty where all is well. */
  readonly problem: string;
}

/**
 * Checks that a finished study is what was run: its files by their checksums, its rows against each other and the plan, and its figures by making
 * them anew.
 * @throws StudyUnreadableError where a table is as it was written and has no rows of a study, AbortError
 */
export async function verifyStudy(
  folder: StudyFolder,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { head } = manifest;
  const checks: Check[] = [
    check('the plan is the one whose hash was taken', canonicalHash(head.plan) === head.planHash, 'it was changed'),
  ];
  for (const { name, sha256, bytes } of manifest.files) {
    const found = await fileIn(folder, name);
    const problem = found?.length === bytes ? 'other bytes' : `${found?.length} bytes in the place of ${bytes}`;
    const holds = found !== undefined && hashOf(found) === sha256;
    checks.push(check(`${name} is as it was written`, holds, found === undefined ? UNREADABLE : problem));
  }
  // What is behind a broken checksum may be no rows at all.
  if (checks.some(({ problem }) => problem !== '')) return checks;
  const data: StudyData = { head, ...(await readTables((name) => folder.read(name))) };
  checks.push(...rowChecks(manifest, data));
  const findings = await analyse(data, signal);
  const file = await fileIn(folder, FINDINGS);
  const written = file === undefined ? undefined : jsonIn(file.toString('utf8'));
  checks.push(
    check(
      'the figures follow from the rows',
      written !== undefined && canonicalHash(written) === canonicalHash(JSON.parse(JSON.stringify(findings))),
      `${FINDINGS} ${file === undefined ? UNREADABLE : 'has others, or another version of this program made it'}`,
    ),
  );
  return checks;
}

const UNREADABLE = 'is not there, or cannot be read';

/** Undefined where it cannot be had: that is one finding among others. */
async function fileIn(folder: StudyFolder, name: string): Promise<Buffer | undefined> {
  try {
    return await folder.read(name);
  } catch (error) {
    if (error instanceof StudyUnreadableError) return undefined;
    throw error;
  }
}

function rowChecks({ head, trials, files }: Manifest, { debates, scores, pairs }: StudyData): Check[] {
  const rows = new Map(files.map((file) => [file.name, file.rows]));
  const counted = {
    'debates.jsonl.gz': debates.length,
    'scores.jsonl.gz': scores.length,
    'pairs.jsonl.gz': pairs.length,
  };
  const ids = new Set(debates.map(({ debate }) => debate));
  const known = new Set(trials.map(({ trial }) => trial));
  const rubric = rubricHash(head.rubric);
  const strays = [
    ...debates.filter(({ trial }) => !known.has(trial)),
    ...scores.filter(({ judgement }) => !ids.has(judgement.debate)),
    ...pairs.filter(({ judgement }) => !ids.has(judgement.a) || !ids.has(judgement.b)),
  ].length;
  const scored = scores.map(({ judgement: { debate, object, judge, criterion } }) =>
    canonicalHash({ debate, object: object ?? null, judge, criterion }),
  );
  return [
    check(
      'there are as many rows as were written',
      Object.entries(counted).every(([name, count]) => [...rows].some(([file, of]) => file === name && of === count)),
      'a table has more or fewer',
    ),
    check(
      'every planned debate is there, once',
      ids.size === debates.length && debates.length === head.debatesPlanned,
      `${ids.size} of ${head.debatesPlanned}, in ${debates.length} rows`,
    ),
    check('scores and comparisons are of these debates', strays === 0, `${strays} rows are of others`),
    check(
      'nothing was scored twice',
      new Set(scored).size === scored.length,
      `${scored.length - new Set(scored).size} scores are there again`,
    ),
    check(
      'all scores are by the same rubric',
      scores.every(({ judgement }) => judgement.rubricHash === rubric),
      'some are by another one',
    ),
  ];
}

function check(what: string, holds: boolean, problem: string): Check {
  return { what, problem: holds ? '' : problem };
}
