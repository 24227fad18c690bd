import {
  type APIThreadChannel,
  type Channel,
  ChannelType,
  type Client,
  type RESTPostAPIChannelThreadsJSONBody,
  Routes,
  type TextChannel,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import { longestBallot } from '../../trial/ballot-deadline.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { requirePermissions } from '../permissions.ts';
import { CHANNEL_GONE, isCode } from '../requests/discord-codes.ts';
import { unrepeated } from '../requests/unrepeated.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import type { DeliveryLog } from './delivery-log.ts';

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
  const thread = (delivery.threadIntended ? await findThread(channel, plan) : undefined) ?? (await create());
  await delivery.append({ type: 'thread-opened', channelId: channel.id, threadId: thread.id });
  return { channel, thread };

  async function create(): Promise<ThreadChannel> {
    if (!delivery.threadIntended) await delivery.append({ type: 'thread-intended', channelId });
    const body: RESTPostAPIChannelThreadsJSONBody = {
      name: fullName,
      type: ChannelType.PublicThread,
      auto_archive_duration: archiveAfter(longestBallot(plan)),
    };
    const reason = `the thread of debate ${plan.trial}`;
    // Discord answers with the thread that it made.
    const made = (await unrepeated(client).post(Routes.threads(channelId), { body, reason })) as APIThreadChannel;
    const found = await client.channels.fetch(made.id);
    if (found?.isThread() !== true) throw new ThreadGoneError('thread', 'gone');
    return found;
  }
}

/** Null for one that was deleted or that the bot may not see. */
async function findChannel(client: Client<true>, id: string): Promise<Channel | null> {
  try {
    return await client.channels.fetch(id);
  } catch (error) {
    if (isCode(error, ...CHANNEL_GONE)) return null;
    throw error;
  }
}

/** A thread that was opened just before a crash: its name ends with the trial's id. (Of the rest Discord may have tidied something.) */
async function findThread(channel: TextChannel, { trial }: TrialPlan): Promise<ThreadChannel | undefined> {
  const { threads } = await channel.threads.fetchActive();
  return threads.find((thread) => thread.ownerId === channel.client.user.id && thread.name.endsWith(trial));
}

/** Nothing is posted while people vote, and in an archived thread nobody can: it stays open longer than the ballot, as far as Discord allows. */
function archiveAfter(ballotMilliseconds: number): ThreadAutoArchiveDuration {
  const { OneDay, ThreeDays, OneWeek } = ThreadAutoArchiveDuration;
  return [OneDay, ThreeDays].find((minutes) => minutes * 60_000 > ballotMilliseconds) ?? OneWeek;
}
