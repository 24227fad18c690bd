import type { ReactionTarget } from '../community/reaction.ts';
import type { TrialId } from '../core/ids.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { viewTrial } from '../trial/view-trial.ts';
import type { ReactableMessage } from './posted-messages.ts';
import type { DeliveryLog } from './thread/delivery-log.ts';

/** The messages of a trial under which reactions count, by what is stored: those of valid turns and of the blinded answers. */
export function reactableMessages(
  trial: TrialId,
  delivery: DeliveryLog,
  history: readonly TrialUpdate[],
): ReactableMessage[] {
  const { debates, ballot } = viewTrial(history);
  const channelId = delivery.thread?.threadId;
  if (channelId === undefined) return [];
  const targets = new Map<string, ReactionTarget>();
  for (const event of debates.ensemble) {
    if (event.type === 'turn-end' && event.outcome.status === 'valid')
      targets.set(`turn/${event.turn.round}/${event.turn.seat}`, { kind: 'turn', turn: event.turn });
  }
  for (const { letter, arm } of ballot?.seal.order ?? []) targets.set(`answer/${letter}`, { kind: 'answer', arm });
  return delivery.posted.flatMap(({ key, messageId }) => {
    const target = targets.get(key.startsWith('turn/') ? key.split('/').slice(0, 3).join('/') : key);
    return target === undefined ? [] : [{ trial, channelId, messageId, target }];
  });
}
