import type { Client } from 'discord.js';
import type { App } from '../app.ts';
import type { UnreadableTrial } from '../trial/service.ts';
import { onceFor } from './requests/once.ts';
import { DeliveryLog } from './thread/delivery-log.ts';
import { POST } from './thread/post-key.ts';

/** Says in a debate's thread, once, that it can't go on since its record can't be read; as far as it is known where that thread is. */
export async function tellUnreadable(
  client: Client<true>,
  { trial, report }: UnreadableTrial,
  { events }: Pick<App, 'events'>,
): Promise<void> {
  const delivery = await DeliveryLog.open(events, trial);
  if (delivery.thread === undefined || delivery.postedAs(POST.unreadable) !== undefined) return;
  const thread = await client.channels.fetch(delivery.thread.threadId);
  if (thread?.isSendable() !== true) return;
  const { id } = await thread.send({
    content: `This debate cannot go on: what was stored of it cannot be read any more. The operator finds why in the log (report ${report}).`,
    ...onceFor(`${thread.id} ${POST.unreadable}`),
  });
  await delivery.append({ type: 'posted', key: POST.unreadable, messageId: id, webhookId: null });
}
