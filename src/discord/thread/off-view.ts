import { speakerOf } from '../../debate/turns.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { holdsWords, SETTLED, turnPartOf } from './post-key.ts';
import type { Poster } from './poster.ts';

export const OFF_VIEW = '*Taken off view.*';

/**
 * Takes a trial's words off view: the members' turns, the answers, the judge's reasons, the files, and the thread's name, also where the
 * channel tells of it.
 */
export async function takeOffView(plan: TrialPlan, delivery: DeliveryLog, poster: Poster): Promise<void> {
  if (delivery.isSettled(SETTLED.offView)) return;
  for (const post of delivery.posted) {
    if (!holdsWords(post.key)) continue;
    const turn = turnPartOf(post.key)?.turn;
    await poster.blank(post, turn === undefined ? undefined : speakerOf(plan.ensemble, turn), OFF_VIEW);
  }
  await poster.removeAnnouncement();
  await poster.renameThread(`Taken off view · ${plan.trial}`);
  await delivery.append({ type: 'settled', key: SETTLED.offView });
}
