import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyFolder } from '../../src/study/data/study-folder.ts';
import { takeFolder } from '../../src/study/take-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallPlan } from './scripted-study.ts';

/** Takes a folder, begins a study there and leaves it. */
async function begun(folder: StudyFolder, store: 'own' | 'shared'): Promise<void> {
  const { begin, leave } = await takeFolder(folder, smallPlan(), process.pid, store);
  await begin();
  await leave();
}

describe('the folder of a study', () => {
  it('is left as it is to a process that has it and has not put its plan there yet', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    await writeFile(path.join(folder.path, 'study.lock'), String(process.ppid));
    await expect(takeFolder(folder, smallPlan(), process.pid, 'own')).rejects.toMatchObject({
      name: 'StudyTakenError',
      message: expect.stringContaining(`another process (${process.ppid};`),
    });
    expect(await readdir(folder.path)).toEqual(['study.lock']);
  });

  it('is given back where it holds a study with another plan', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    await begun(folder, 'shared');
    await expect(takeFolder(folder, smallPlan({ seed: 8 }), process.pid, 'own')).rejects.toThrow('another plan');
    expect(await readdir(folder.path)).toEqual(['plan.json']);
    expect(await folder.plan()).toEqual(smallPlan());
  });

  it('is given back where its study is in a store of the other kind', async () => {
    const [queued, own] = [new StudyFolder(await temporaryFolder()), new StudyFolder(await temporaryFolder())];
    await begun(queued, 'shared');
    await expect(takeFolder(queued, smallPlan(), process.pid, 'own')).rejects.toThrow('begun on a queue');
    await begun(queued, 'shared');

    await begun(own, 'own');
    await writeFile(own.store, '');
    await expect(takeFolder(own, smallPlan(), process.pid, 'shared')).rejects.toThrow('begun without a queue');
    await begun(own, 'own');
  });

  it('is given back where what it holds cannot be read', async () => {
    const folder = new StudyFolder(await temporaryFolder());
    await mkdir(path.join(folder.path, 'plan.json'));
    await expect(takeFolder(folder, smallPlan(), process.pid, 'own')).rejects.toThrow(
      'plan.json cannot be read: it is a folder',
    );
    expect(await readdir(folder.path)).toEqual(['plan.json']);
  });
});
