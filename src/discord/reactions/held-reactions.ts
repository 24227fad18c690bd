import { type Client, type Message, RESTJSONErrorCodes, type TextBasedChannel } from 'discord.js';
import type { App } from '../../app.ts';
import { mergeCounts } from '../../community/count-reactions.ts';
import type { ReactionCount, Wipe } from '../../community/reaction.ts';
import { onlyFacts } from '../../community/voter-facts.ts';
import { meaningsOn } from '../../trial/mark-meanings.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { isCode } from '../requests/discord-codes.ts';
import { DeliveryLog } from '../thread/delivery-log.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import { reactableMessages } from './reactable.ts';
import { type KnownVoters, reactorsOf } from './reactors.ts';

/** What Discord holds under a trial's turns and answers. */
export interface HeldReactions {
  /**
   * Who reacted, bots left out: one list for each target and meaning, empty ones too. A person stands once on a list, in however many
   * messages a turn stands.
   */
  readonly counts: readonly ReactionCount[];
  /** What somebody deleted, and its reactions with it. */
  readonly gone: readonly Wipe[];
}

/**
 * Which messages these are comes from the store, so that it does not matter how far the thread's presenter has got.
 * @throws ThreadGoneError, and what Discord throws when it can't be asked
 */
export async function heldReactions(
  client: Client<true>,
  plan: TrialPlan,
  app: Pick<App, 'events' | 'trials' | 'content' | 'personIds' | 'people'>,
  signal: AbortSignal,
): Promise<HeldReactions> {
  const { events, trials, content } = app;
  const delivery = await DeliveryLog.read(events, plan.trial);
  if (delivery.thread === undefined) return { counts: [], gone: [] };
  const thread = await threadOf(client, delivery.thread.threadId);
  const counts: ReactionCount[] = [];
  const gone: Wipe[] = [];
  const view = await trials.view(plan.trial);
  const known = knownVoters(view);
  for (const { messageId, target } of reactableMessages(delivery, view)) {
    signal.throwIfAborted();
    const message = await messageOrGone(thread, messageId);
    if (message === undefined) gone.push({ target, meaning: null });
    else {
      for (const { emoji, id: meaning } of meaningsOn(target.kind, plan, content.reactions))
        counts.push({ target, meaning, voters: await reactorsOf(message, emoji, plan, app, known) });
    }
  }
  return { counts: mergeCounts(counts), gone };
}

/** Of whom everything is stored that Discord would be asked for: what a vote has is what was known after the ballot had opened. */
function knownVoters({ votes, reactions }: TrialView): KnownVoters {
  return new Map([
    ...reactions.flatMap(({ voter, scripted, facts }) =>
      facts === undefined ? [] : [[voter, { scripted, facts }] as const],
    ),
    ...votes.map(({ voter, scripted, ...facts }) => [voter, { scripted, facts: onlyFacts(facts) }] as const),
  ]);
}

async function threadOf(client: Client<true>, threadId: string): Promise<TextBasedChannel> {
  const thread = await client.channels.fetch(threadId);
  if (thread?.isTextBased() !== true) throw new ThreadGoneError('thread', 'gone');
  return thread;
}

async function messageOrGone(thread: TextBasedChannel, messageId: string): Promise<Message | undefined> {
  try {
    return await thread.messages.fetch({ message: messageId, force: true });
  } catch (error) {
    if (isCode(error, RESTJSONErrorCodes.UnknownMessage)) return undefined;
    throw error;
  }
}
