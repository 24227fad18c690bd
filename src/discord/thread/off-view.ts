import type { Member } from '../../debate/plan.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { Poster } from './poster.ts';

export const OFF_VIEW = '*Taken off view.*';
/** Posts that hold words of models or of the person who asked; the result is shown again without them. */
const WITH_WORDS = ['intro', 'turn', 'answer', 'debate-end', 'scores'];
/** Marks that it was done; what is posted later is posted without words. */
const DONE = 'off-view';

/**
 * Takes a trial's words off view: the members' turns, the answers, the judge's reasons, the files, and the thread's name, also where the
 * channel tells of it.
 */
export async function takeOffView(plan: TrialPlan, delivery: DeliveryLog, poster: Poster): Promise<void> {
  if (delivery.isSettled(DONE)) return;
  for (const post of delivery.posted) {
    const [kind = '', round, seat] = post.key.split('/');
    if (!WITH_WORDS.includes(kind)) continue;
    await poster.blank(post, kind === 'turn' ? memberAt(plan, Number(round), seat) : undefined, OFF_VIEW);
  }
  await poster.removeAnnouncement();
  await poster.renameThread(`Taken off view · ${plan.trial}`);
  await delivery.append({ type: 'settled', key: DONE });
}

function memberAt(plan: TrialPlan, round: number, seat: string | undefined): Member | undefined {
  const table = round > plan.ensemble.rounds.length ? [plan.ensemble.chair] : plan.ensemble.members;
  return table.find((member) => member.seat === seat);
}
