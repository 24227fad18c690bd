import type { Client, ThreadChannel } from 'discord.js';
import type { Log } from '../../core/log.ts';
import type { TrialUpdate } from '../../trial/events.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { onceFor } from '../requests/once.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { findChannel } from './make-thread.ts';
import { SETTLED } from './post-key.ts';

/** What is shown of a study's trial in a thread: of its debates nothing before the ballot has closed. */
export async function* sincePutToVote(updates: AsyncIterable<TrialUpdate>): AsyncIterable<TrialUpdate> {
  let isPut = false;
  for await (const update of updates) {
    isPut ||= update.event.type === 'put-to-vote';
    if (isPut) yield update;
  }
}

interface AnnounceDeps {
  /** The trial's. */
  readonly thread: ThreadChannel;
  readonly client: Client<true>;
  readonly delivery: DeliveryLog;
  readonly log: Log;
}

/** Says in the study's thread, once, where people vote. The trial's own thread stands in the channel too, so a failure is only logged. */
export async function announce(
  { threadId }: NonNullable<TrialPlan['study']>,
  { thread, client, delivery, log }: AnnounceDeps,
): Promise<void> {
  if (delivery.isSettled(SETTLED.announced)) return;
  try {
    const channel = await findChannel(client, threadId);
    if (channel?.isSendable() === true) {
      await channel.send({
        content: `Two answers of this study are put to the vote: ${thread}`,
        ...onceFor(`vote ${thread.id}`),
      });
    }
    await delivery.append({ type: 'settled', key: SETTLED.announced });
  } catch (error) {
    log.warn({ err: error }, 'a study’s thread could not be told of a ballot');
  }
}
