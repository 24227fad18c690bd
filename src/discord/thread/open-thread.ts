import { ChannelType, type Client, type TextChannel, ThreadAutoArchiveDuration, type ThreadChannel } from 'discord.js';
import { longestBallot } from '../../trial/ballot-deadline.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { requirePermissions } from '../permissions.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { findChannel, findOwnThread, makeThread } from './make-thread.ts';

export interface OpenedThread {
  readonly channel: TextChannel;
  readonly thread: ThreadChannel;
}

/**
 * The trial's thread: the one that was opened before, else a new one.
 * @throws PermissionMissingError, ThreadGoneError when channel or thread was deleted
 */
export async function openThread(client: Client<true>, plan: TrialPlan, delivery: DeliveryLog): Promise<OpenedThread> {
  const channelId = plan.origin?.channelId ?? '';
  const channel = await findChannel(client, channelId);
  if (channel?.type !== ChannelType.GuildText) throw new ThreadGoneError('channel', 'gone');
  const known = delivery.thread;
  if (known !== undefined) {
    const thread = await findChannel(client, known.threadId);
    if (thread?.isThread() !== true) throw new ThreadGoneError('thread', 'gone');
    return { channel, thread };
  }
  requirePermissions(channel);
  const name = shorten(safeText(plan.ensemble.scenario.title), LIMITS.threadName - plan.trial.length - 3);
  const fullName = `${name} · ${plan.trial}`;
  const thread = (delivery.threadIntended ? await findOwnThread(channel, plan.trial) : undefined) ?? (await create());
  await delivery.append({ type: 'thread-opened', channelId: channel.id, threadId: thread.id });
  return { channel, thread };

  async function create(): Promise<ThreadChannel> {
    if (!delivery.threadIntended) await delivery.append({ type: 'thread-intended', channelId });
    return makeThread(client, channelId, {
      name: fullName,
      archiveAfter: archiveAfter(longestBallot(plan)),
      reason: `the thread of debate ${plan.trial}`,
    });
  }
}

/** Nothing is posted while people vote, and in an archived thread nobody can: it stays open longer than the ballot, as far as Discord allows. */
function archiveAfter(ballotMilliseconds: number): ThreadAutoArchiveDuration {
  const { OneDay, ThreeDays, OneWeek } = ThreadAutoArchiveDuration;
  return [OneDay, ThreeDays].find((minutes) => minutes * 60_000 > ballotMilliseconds) ?? OneWeek;
}
