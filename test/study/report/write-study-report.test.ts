import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StudyToReport } from '../../../src/study/report/study-report.ts';
import { writeStudyReport } from '../../../src/study/report/write-study-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { madeToReport } from './reported.ts';

const FILES = ['findings.json', 'report.html', 'report.md'];

describe('the files of a study’s report', () => {
  let study: StudyToReport;
  beforeAll(async () => {
    study = await madeToReport({ scenarios: 1 });
  });

  it('are a page, the same in Markdown, and all figures, beside what is there', async () => {
    const folder = path.join(await temporaryFolder(), 'new');
    expect(await writeStudyReport(study, folder)).toHaveLength(3);
    await writeFile(path.join(folder, 'debates.jsonl'), '{}\n');
    await writeFile(path.join(folder, 'report.md'), 'an earlier one');
    await writeStudyReport(study, folder);
    expect((await readdir(folder)).toSorted()).toEqual(['debates.jsonl', ...FILES]);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(await readFile(path.join(folder, 'report.md'), 'utf8')).toMatch(/^# A made-up study\n/);
    expect(JSON.parse(await readFile(path.join(folder, 'findings.json'), 'utf8'))).toEqual(study.findings);
  });

  it('are all as they were where one cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'report.html'), 'an earlier one');
    await mkdir(path.join(folder, 'findings.json'));
    await expect(writeStudyReport(study, folder)).rejects.toMatchObject({
      name: 'StudyReportUnwritableError',
      message: expect.stringContaining('findings.json is a folder there'),
      advice: expect.stringContaining('as it was'),
    });
    expect((await readdir(folder)).toSorted()).toEqual(['findings.json', 'report.html']);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toBe('an earlier one');
  });

  it('are not written where a file stands in the folder’s place', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(writeStudyReport(study, file)).rejects.toMatchObject({ name: 'StudyReportUnwritableError' });
  });
});
