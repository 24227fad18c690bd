import path from 'node:path';
import { auditedSeats } from '../audit/audit-of.ts';
import type { Config } from '../config.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import { canonicalHash } from '../core/hash.ts';
import type { Log } from '../core/log.ts';
import { becomeWriter } from '../core/one-writer.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { isThere } from '../reports/over-database.ts';
import { openEventLog } from '../store/open-event-log.ts';
import { StudyFolder } from './data/study-folder.ts';
import { StudyUnwritableError } from './data/study-unwritable-error.ts';
import { layOutStudy, type StudyLayout } from './plan/lay-out-study.ts';
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

/**
 * Lays a study out for the models at hand, with what the bot's database knows of its judges.
 * @throws what layOutStudy throws
 */
export async function layOutFor(
  plan: StudyPlan,
  { content, picked, config, log }: { content: Content; picked: PickedHost; config: Config; log: Log },
  signal: AbortSignal,
): Promise<StudyLayout> {
  const models = await picked.host.list(signal);
  const audited = (seats: readonly JudgeSeat[]): Promise<readonly JudgeSeat[]> =>
    withKnownAudits(seats, models, { content, config, log });
  return layOutStudy(plan, { content, prompts: new Prompts(content.templates), picked, models, audited });
}

/** Seats with what the bot's database knows of each judge's audit. */
export async function withKnownAudits(
  seats: readonly JudgeSeat[],
  models: readonly ModelInfo[],
  { content, config, log }: { readonly content: Content; readonly config: Config; readonly log: Log },
): Promise<readonly JudgeSeat[]> {
  if (!(await isThere(config.database))) {
    const digestOf = (name: string): string | null => models.find((model) => model.name === name)?.digest ?? null;
    return seats.map((seat) => ({ ...seat, audit: { status: 'not audited', digest: digestOf(seat.model) } }));
  }
  try {
    const events = await openEventLog({ address: config.database, log, clock: systemClock });
    try {
      return await auditedSeats(seats, models, content, events);
    } finally {
      await events.close();
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    // Without its database nothing is known of audits, and the report says so.
    const problem = 'the bot’s database could not be read';
    return seats.map((seat) => ({ ...seat, audit: { status: 'unreadable', problem } }));
  }
}
