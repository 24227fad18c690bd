import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { StudyFolder } from '../../../src/study/data/study-folder.ts';
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
    const place = await temporaryFolder();
    await writeFile(path.join(place, 'debates.jsonl'), '{}\n');
    await writeFile(path.join(place, 'report.md'), 'an earlier one');
    expect([...(await writeStudyReport(study, new StudyFolder(place)))].toSorted()).toEqual(FILES);
    expect((await readdir(place)).toSorted()).toEqual(['debates.jsonl', ...FILES]);
    expect(await readFile(path.join(place, 'report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(await readFile(path.join(place, 'report.md'), 'utf8')).toMatch(/^# A made-up study\n/);
    expect(JSON.parse(await readFile(path.join(place, 'findings.json'), 'utf8'))).toEqual(study.findings);
  });

  it('are all as they were where one cannot be written, and nothing half is left', async () => {
    const place = await temporaryFolder();
    await writeFile(path.join(place, 'report.html'), 'an earlier one');
    await mkdir(path.join(place, 'findings.json.part'));
    await writeFile(path.join(place, 'findings.json.part', 'in the way'), '');
    await expect(writeStudyReport(study, new StudyFolder(place))).rejects.toMatchObject({
      name: 'StudyUnwritableError',
      message: expect.stringContaining('it is a folder'),
    });
    expect((await readdir(place)).toSorted()).toEqual(['findings.json.part', 'report.html']);
    expect(await readFile(path.join(place, 'report.html'), 'utf8')).toBe('an earlier one');
  });
});
