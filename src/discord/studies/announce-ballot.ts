import type { Client, ThreadChannel } from 'discord.js';
import type { App } from '../../app.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { onceFor } from '../requests/once.ts';
import { patiently } from '../requests/patiently.ts';
import type { DeliveryLog } from '../thread/delivery-log.ts';
import { findChannel } from '../thread/make-thread.ts';
import { SETTLED } from '../thread/post-key.ts';

interface AnnounceDeps {
  /** The trial's. */
  readonly thread: ThreadChannel;
  readonly client: Client<true>;
  readonly delivery: DeliveryLog;
  readonly app: Pick<App, 'clock' | 'log'>;
  readonly signal: AbortSignal;
}

/** Says in the study's thread, once, where people vote. The trial's own thread stands in the channel too, so what Discord refuses is only logged. */
export async function announceBallot(
  { threadId }: NonNullable<TrialPlan['putBy']>,
  { thread, client, delivery, app, signal }: AnnounceDeps,
): Promise<void> {
  if (delivery.isSettled(SETTLED.announced)) return;
  const say = async (): Promise<void> => {
    const channel = await findChannel(client, threadId);
    if (channel?.isSendable() !== true) return;
    await channel.send({
      content: `Answers of this study are put to the vote: ${thread}`,
      ...onceFor(`vote ${thread.id}`),
    });
  };
  try {
    await patiently(say, app, signal);
  } catch (error) {
    signal.throwIfAborted();
    app.log.warn({ err: error }, 'a study’s thread could not be told of a ballot');
  }
  await patiently(() => delivery.append({ type: 'settled', key: SETTLED.announced }), app, signal);
}
