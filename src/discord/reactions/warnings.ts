import type { Message, MessageReaction, PartialMessageReaction, PartialUser, ThreadChannel, User } from 'discord.js';
import type { App } from '../../app.ts';
import { lastSeen } from '../../community/count-reactions.ts';
import type { ReactionCount } from '../../community/reaction.ts';
import { type TrialId, trialIdSchema } from '../../core/ids.ts';
import { TrialUnknownError } from '../../trial/trial-unknown-error.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { LIMITS } from '../limits.ts';
import { DeliveryLog } from '../thread/delivery-log.ts';
import { takesReactions } from '../thread/post-key.ts';
import { isSameEmoji } from './emoji.ts';
import type { PostedMessages } from './posted-messages.ts';
import { reactorsOf } from './reactors.ts';

/** The reaction whose number takes a debate off view. */
const WARNING = 'harmful';

/**
 * A warning counts as long as words are on view: while they are still being written, and also when the reactions were counted and the
 * debate is over. So it is Discord that is asked who warns now.
 */
export async function noteWarning(
  { message, emoji }: MessageReaction | PartialMessageReaction,
  user: User | PartialUser,
  posted: PostedMessages,
  app: Pick<App, 'trials' | 'content' | 'config' | 'events' | 'personIds' | 'people'>,
): Promise<void> {
  const { channel, client } = message;
  const warning = app.content.reactions.reactions.find(({ id }) => id === WARNING)?.emoji;
  if (
    warning === undefined ||
    app.config.hideAfterWarnings === 0 ||
    !isSameEmoji(emoji.name, warning) ||
    user.id === client.user.id
  )
    return;
  if (channel?.isThread() !== true) return;
  const trial = posted.find(message.id)?.trial ?? trialOf(channel);
  if (trial === undefined) return;
  const view = await viewOf(trial, app);
  if (view === undefined || view.hidden) return;
  const delivery = await DeliveryLog.read(app.events, trial);
  const ours = new Set(delivery.posted.flatMap(({ key, messageId }) => (takesReactions(key) ? [messageId] : [])));
  if (delivery.thread?.threadId !== channel.id || !ours.has(message.id)) return;
  // As long as those that were seen suffice, a crowd that warns costs no requests.
  if (await hideWhenWarned(trial, app)) return;
  await hideWhenWarned(trial, app, await warnersIn(channel, ours, warning, app));
}

/**
 * Enough different people who warn, not counting programs, take a debate off view.
 * @param held those that Discord holds now, beside those that were seen
 * @returns whether there were enough
 */
export async function hideWhenWarned(
  trial: TrialId,
  { trials, config }: Pick<App, 'trials' | 'config'>,
  held: ReactionCount['voters'] = [],
): Promise<boolean> {
  if (config.hideAfterWarnings === 0) return false;
  const seen = (await trials.view(trial)).reactions.filter(({ meaning }) => meaning === WARNING);
  const all = [...held, ...lastSeen(seen).flatMap(({ voters }) => voters)];
  const warners = new Set(all.flatMap(({ voter, scripted }) => (scripted ? [] : [voter])));
  if (warners.size < config.hideAfterWarnings) return false;
  await trials.hide(trial, 'community', `${warners.size} people gave ⚠️`);
  return true;
}

/** The name of a debate's thread ends with its id. */
function trialOf({ name }: ThreadChannel): TrialId | undefined {
  return trialIdSchema.safeParse(/t-[a-z0-9]+$/.exec(name)?.[0]).data;
}

/** Undefined for a debate that there is not. */
async function viewOf(trial: TrialId, { trials }: Pick<App, 'trials'>): Promise<TrialView | undefined> {
  try {
    return await trials.view(trial);
  } catch (error) {
    if (error instanceof TrialUnknownError) return undefined;
    throw error;
  }
}

/** Whoever gave the reaction to one of these messages of a thread, once for each. */
async function warnersIn(
  thread: ThreadChannel,
  ours: ReadonlySet<string>,
  emoji: string,
  app: Pick<App, 'personIds' | 'people'>,
): Promise<ReactionCount['voters']> {
  const voters: ReactionCount['voters'] = [];
  for (let before: string | undefined; ; ) {
    const page = await thread.messages.fetch({
      limit: LIMITS.messagesPage,
      cache: false,
      ...(before === undefined ? {} : { before }),
    });
    const own: readonly Message[] = [...page.values()].filter(({ id }) => ours.has(id));
    for (const message of own) voters.push(...(await reactorsOf(message, emoji, app)));
    before = page.lastKey();
    if (page.size < LIMITS.messagesPage) return voters;
  }
}
