import type { App } from '../../app.ts';
import { CorruptRecordError } from '../../store/corrupt-record-error.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { DeliveryLog } from '../thread/delivery-log.ts';
import type { PostedMessages } from './posted-messages.ts';
import { reactableMessages } from './reactable.ts';

/** After a restart reactions to a trial's messages are noted at once, before its thread is gone through again. @throws StoreFailedError */
export async function followAgain(
  { trial }: TrialPlan,
  view: TrialView,
  posted: PostedMessages,
  { events }: Pick<App, 'events'>,
): Promise<void> {
  try {
    for (const message of reactableMessages(await DeliveryLog.read(events, trial), view))
      posted.add({ trial, ...message });
  } catch (error) {
    // The presenter meets the same and says so.
    if (!(error instanceof CorruptRecordError)) throw error;
  }
}
