import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyFolder } from '../../src/study/data/study-folder.ts';
import { takeFolder } from '../../src/study/open-study.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallPlan } from './scripted-study.ts';

describe('the folder of a study', () => {
  it('is left as it is to a process that has it and has not put its plan there yet', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    await writeFile(path.join(folder.path, 'study.lock'), String(process.ppid));
    await expect(takeFolder(folder, smallPlan(), process.pid)).rejects.toMatchObject({
      name: 'StudyTakenError',
      message: expect.stringContaining(`another process (${process.ppid};`),
    });
    expect(await readdir(folder.path)).toEqual(['study.lock']);
  });

  it('is given back where it holds a study with another plan', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    const leave = await takeFolder(folder, smallPlan(), process.pid);
    await leave();
    await expect(takeFolder(folder, smallPlan({ seed: 8 }), process.pid)).rejects.toThrow('another plan');
    expect(await readdir(folder.path)).toEqual(['plan.json']);
    expect(await folder.plan()).toEqual(smallPlan());
  });

  it('is given back where what it holds cannot be read', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    await mkdir(path.join(folder.path, 'plan.json'));
    await expect(takeFolder(folder, smallPlan(), process.pid)).rejects.toThrow(
      'plan.json cannot be read: it is a folder',
    );
    expect(await readdir(folder.path)).toEqual(['plan.json']);
  });
});
