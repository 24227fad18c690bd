import path from 'node:path';
import { canonicalHash } from '../core/hash.ts';
import { becomeWriter } from '../core/one-writer.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { StudyFolder } from './data/study-folder.ts';
import { StudyUnwritableError } from './data/study-unwritable-error.ts';
import type { StudyPlan } from './plan/study-plan.ts';
import { StudyTakenError } from './study-taken-error.ts';

/** Where studies go unless another folder is named. */
const STUDIES = 'data/studies';

/** @param out absent: the plan's id in data/studies/ */
export function folderOf(plan: StudyPlan, out: string | undefined): StudyFolder {
  return new StudyFolder(out ?? path.join(PROJECT_ROOT, STUDIES, plan.id));
}

/** A folder that is this process's. */
export interface TakenFolder {
  /** Puts the plan there; to be called once there is a place for the study's events. @throws StudyUnwritableError */
  begin(): Promise<void>;
  leave(): Promise<void>;
}

/**
 * Makes this process the one that runs the study in a folder. Nothing of the study is put there yet, so that of two processes with two plans one is
 * refused with nothing of it in the folder.
 * @param store where its events go: a file in the folder, or a store that it shares with workers; where it was begun, it goes on
 * @throws StudyTakenError, StudyUnwritableError, StudyUnreadableError
 */
export async function takeFolder(
  folder: StudyFolder,
  plan: StudyPlan,
  pid: number,
  store: 'own' | 'shared',
): Promise<TakenFolder> {
  await folder.make();
  const leave = await becomeWriter(path.join(folder.path, 'study'), pid, {
    taken: (holder, lock) => StudyTakenError.running(folder.path, holder, lock),
    unwritable: (cause) => new StudyUnwritableError(folder.path, cause),
  });
  try {
    // A finished study may have been published without the file of its plan.
    const published = (await folder.manifest())?.head.plan;
    const before = published ?? (await folder.plan());
    if (before !== undefined && canonicalHash(before) !== canonicalHash(plan))
      throw StudyTakenError.otherPlan(folder.path);
    if (before !== undefined && published === undefined && folder.hasStore() !== (store === 'own'))
      throw StudyTakenError.otherStore(folder.path, store);
    const begin = async (): Promise<void> => {
      if (before === undefined) await folder.begin(plan);
    };
    return { begin, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}
