import { auditedSeats } from '../audit/audit-of.ts';
import type { Config } from '../config.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { isThere } from '../reports/over-database.ts';
import { openEventLog } from '../store/open-event-log.ts';
import { layOutStudy, type StudyLayout } from './plan/lay-out-study.ts';
import type { StudyPlan } from './plan/study-plan.ts';

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
