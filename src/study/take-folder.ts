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

/**
 * Makes this process the one that runs the study in a folder: first that, then the plan is put there, so that of two processes with two plans
 * one is refused with nothing of it in the folder.
 * @param store where its events go: a file in the folder, or a store that it shares with workers; where it was begun, it goes on
 * @returns ends it
 * @throws StudyTakenError, StudyUnwritableError, StudyUnreadableError
 */
export async function takeFolder(
  folder: StudyFolder,
  plan: StudyPlan,
  pid: number,
  store: 'own' | 'shared',
): Promise<() => Promise<void>> {
  await folder.make();
  const leave = await becomeWriter(path.join(folder.path, 'study'), pid, {
    taken: (holder, lock) => StudyTakenError.running(folder.path, holder, lock),
    unwritable: (cause) => new StudyUnwritableError(folder.path, cause),
  });
  try {
    // A finished study may have been published without the file of its plan.
    const published = (await folder.manifest())?.head.plan;
    const before = published ?? (await folder.plan());
    if (before === undefined) await folder.begin(plan);
    else if (canonicalHash(before) !== canonicalHash(plan)) throw StudyTakenError.otherPlan(folder.path);
    else if (published === undefined && folder.hasStore() !== (store === 'own'))
      throw StudyTakenError.otherStore(folder.path, store);
    return leave;
  } catch (error) {
    await leave();
    throw error;
  }
}
