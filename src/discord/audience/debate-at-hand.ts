import type { ChatInputCommandInteraction } from 'discord.js';
import type { App } from '../../app.ts';
import type { TrialSummary } from '../../trial/service.ts';
import { runningTrial } from '../named-trial.ts';
import { RefusalError } from '../refusal-error.ts';
import { DeliveryLog } from '../thread/delivery-log.ts';

/** Whether people can still ask and take seats, as far as the phase tells. */
export function takesPeople({ phase }: TrialSummary): boolean {
  return phase === 'asking' || phase === 'queued' || phase === 'debating';
}

/**
 * The debate of this server that a command is about: the one it names, else the one in whose thread it is given, else the only one that
 * takes people now.
 * @throws TrialUnknownError, TrialOverError, RefusalError
 */
export async function debateAtHand(
  interaction: ChatInputCommandInteraction<'cached'>,
  { trials, events }: Pick<App, 'trials' | 'events'>,
): Promise<TrialSummary> {
  const here = trials.running().filter(({ plan }) => plan.origin?.guildId === interaction.guildId);
  const id = interaction.options.getString('debate');
  if (id !== null) return runningTrial(id, interaction.guildId, trials);
  for (const summary of here) {
    const { thread } = await DeliveryLog.read(events, summary.plan.trial);
    if (thread?.threadId === interaction.channelId) return summary;
  }
  const [first, ...others] = here.filter(takesPeople);
  if (first === undefined) throw new RefusalError('Nothing is being debated now.', '/debate start begins a debate.');
  if (others.length > 0) {
    throw new RefusalError(
      `${1 + others.length} debates run on this server.`,
      'Name one of them, or give the command in its thread.',
    );
  }
  return first;
}
