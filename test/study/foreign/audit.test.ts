import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFileOfDebates } from '../../../src/foreign/read-debates.ts';
import { auditForeignCommand } from '../../../src/study/foreign/audit-command.ts';
import { auditFile } from '../../../src/study/foreign/audit-file.ts';
import type { AuditFindings } from '../../../src/study/foreign/audit-findings.ts';
import { parseForeignAuditOptions } from '../../../src/study/foreign/foreign-options.ts';
import { comparableDebates } from '../../support/debates-of-others.ts';
import { paperLike } from '../../support/paper-like.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { FakeFile } from '../../terminal/fake-terminal.ts';

const USUAL = { ensemble: 'ensemble', baseline: 'baseline' };

async function fileOf(text: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'theirs.json');
  await writeFile(file, text);
  return file;
}

async function audit(text: string, published: Parameters<typeof auditFile>[3] = []): Promise<AuditFindings> {
  const file = await fileOf(text);
  return auditFile(file, await readFileOfDebates(file), USUAL, published);
}

async function said(file: string, options: object = {}): Promise<string> {
  const stdout = new FakeFile();
  await auditForeignCommand(parseForeignAuditOptions(file, options), { stdout, env: { LOG_LEVEL: 'silent' } });
  return stdout.text;
}

function concluded({ conclusions }: AuditFindings, kind: 'no' | 'careful' | 'yes'): string {
  return conclusions.flatMap((one) => (one.kind === kind ? [one.words] : [])).join('\n');
}

/** Sound debates, each with what its file says of how it ended. */
function ended(topics: number, own: (place: number, ensemble: boolean) => object): string {
  const debates = comparableDebates(topics)
    .split('\n')
    .map((line, place) => ({ ...JSON.parse(line), ...own(place, place % 2 === 0) }));
  return JSON.stringify(debates);
}

/** Seven scores from 1 to 7 that go up and down and lie nowhere in a pile. */
function spread(place: number): number[] {
  return Array.from({ length: 7 }, (_, criterion) => 1 + ((place * 31 + criterion * 17) % 60) / 10);
}

describe('the audit of a data set of others', () => {
  it('finds all that is wrong with data like the paper’s, and counts it right', async () => {
    const findings = await audit(JSON.stringify(paperLike()), [{ of: 'ensemble', field: '--published', value: 3.48 }]);
    expect(findings.checked.counts).toMatchObject({ debates: 150, turns: 750, valid: 252, fit: 45, whole: 36 });
    expect(findings.checked.counts.invalid).toEqual({ 'thinking-never-closed': 489, empty: 9 });
    expect(findings.conditions).toEqual([
      { condition: 'baseline', debates: 75, turns: 375, valid: 150, fit: 30, whole: 30, answered: 0 },
      { condition: 'ensemble', debates: 75, turns: 375, valid: 102, fit: 15, whole: 6, answered: 0 },
    ]);
    expect(findings.roles.find(({ condition, role }) => condition === 'ensemble' && role === 'proponent')).toEqual({
      condition: 'ensemble',
      role: 'proponent',
      turns: 150,
      valid: 21,
      invalid: { 'thinking-never-closed': 120, empty: 9 },
    });
    expect(findings.pairs).toEqual({ ensemble: 75, baseline: 75, pairs: 75, told: 0, fit: 15, whole: 6, topics: 6 });
    expect(findings.cuts).toMatchObject({ texts: 741, cut: 489, oneLength: true });
    expect(findings.winners).toEqual({ asked: 150, nobody: 150 });
    expect(findings.scores).toEqual({ scores: 0, debates: 0, mode: null, suspicious: false });
    expect(findings.means).toMatchObject([{ published: 3.48, recomputed: [], follows: null }]);
    const no = concluded(findings, 'no');
    expect(no).toContain('498 of 750 turns (66%) are no arguments');
    expect(no).toContain(
      'No comparison of ensembles with single models can be made: only 15 of 75 pairs have two debates fit to be scored',
    );
    expect(no).toContain('27% of the turns are valid under “ensemble” and 40% under “baseline”');
    expect(no).toContain('489 of 741 texts end in mid-sentence at about one length');
    expect(no).toContain('150 of 150 debates that have a field for the winner name nobody');
    expect(no).toContain('(3.48, --published) cannot be recomputed');
    expect(concluded(findings, 'yes')).toContain('45 of 150 debates can be scored one by one');
  });

  it('finds nothing wrong with a sound one', async () => {
    const findings = await audit(
      ended(8, (place) => ({ winner: place % 3 === 0 ? 'opponent' : 'proponent', scores: spread(place) })),
    );
    expect(concluded(findings, 'no')).toBe('');
    expect(concluded(findings, 'careful')).toBe('');
    expect(findings.pairs).toEqual({ ensemble: 8, baseline: 8, pairs: 8, told: 8, fit: 8, whole: 8, topics: 8 });
    expect(concluded(findings, 'yes')).toContain(
      'A comparison of ensembles with single models can be made: 8 of 8 pairs',
    );
  });

  it('says that a pile of scores at one value looks like a default, with its share, and which debates have nothing else', async () => {
    const findings = await audit(
      ended(8, (place) => ({
        scores: place < 6 ? Array(7).fill(5) : spread(place),
      })),
    );
    expect(findings.scores).toMatchObject({ scores: 112, debates: 16, suspicious: true });
    expect(findings.scores.mode).toMatchObject({ value: 5, flatDebates: 6 });
    expect(findings.scores.mode?.count).toBeGreaterThanOrEqual(42);
    expect(concluded(findings, 'no')).toMatch(
      /4\d of 112 scores \(3\d%\) are exactly 5.*in 6 debates all are.*looks like a default/s,
    );
  });

  it('finds scores by the names of their fields, in lists and turns too, and takes no setting for one', async () => {
    const { scores } = await audit(
      ended(8, () => ({
        metrics: { argument_quality: 4, coherence: 6 },
        ratings: [3, 2],
        max_score: 10,
        score_weight: 0.5,
        total_time: 15.5,
      })),
    );
    expect(scores).toMatchObject({ scores: 16 * 4, debates: 16, suspicious: false });
  });

  it('counts who names no winner', async () => {
    const findings = await audit(
      ended(8, (place) => ({ winner: [null, 'UNKNOWN', 'proponent', 'opponent'][place % 4] })),
    );
    expect(findings.winners).toEqual({ asked: 16, nobody: 8 });
    expect(concluded(findings, 'no')).toContain('8 of 16 debates');
  });

  it('recomputes published means from the rows, as exactly as they are written down', async () => {
    const debates = ended(8, (_, ensemble) => ({ scores: { a: ensemble ? 3 : 2, b: ensemble ? 4 : 2.26 } }));
    const file = JSON.stringify({
      summary: { ensemble_mean_score: 3.5, baseline_mean_score: 3.13 },
      debates: { all: JSON.parse(debates) },
    });
    const { means, conclusions } = await audit(file);
    expect(means).toMatchObject([
      { of: 'ensemble', field: 'summary.ensemble_mean_score', follows: true },
      { of: 'baseline', follows: false },
    ]);
    const words = conclusions.map((one) => one.words).join('\n');
    expect(words).toContain('The published mean of “ensemble” (3.5, summary.ensemble_mean_score) follows');
    expect(words).toContain('does not follow from the file’s rows. They give 2.13 over 8 debates');
  });

  it('is told to people and to programs, and asks no model', async () => {
    const file = await fileOf(JSON.stringify(paperLike()));
    const words = await said(file, { published: 'ensemble=3.48,baseline=3.13' });
    expect(words).toContain('What cannot be concluded:\n- ');
    expect(words).toMatch(
      /^ensemble, proponent +150 +21 +only a block of thinking that is never closed 120, empty 9$/m,
    );
    expect(words).toContain('Winners: 150 of 150 debates name nobody.');
    expect(JSON.parse(await said(file, { json: true }))).toMatchObject({
      pairs: { fit: 15 },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(() => parseForeignAuditOptions(file, { published: 'ensemble' })).toThrow('cannot be read at “ensemble”');
  });

  it('takes the file’s own names of conditions', async () => {
    const file = await fileOf(ended(6, (_, ensemble) => ({ condition: ensemble ? 'Many' : 'One' })));
    const read = await readFileOfDebates(file);
    expect(auditFile(file, read, USUAL, []).pairs.pairs).toBe(0);
    expect(concluded(auditFile(file, read, USUAL, []), 'no')).toContain(
      'no topic has both a debate with an ensemble and one without',
    );
    expect(auditFile(file, read, { ensemble: 'many', baseline: 'one' }, []).pairs).toMatchObject({ pairs: 6, told: 6 });
  });
});
