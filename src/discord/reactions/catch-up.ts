import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { unseenChanges } from '../../community/count-reactions.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { heldReactions } from './held-reactions.ts';
import { hideWhenWarned } from './warnings.ts';

/** Stores the reactions that were given and taken back while the bot was down: warnings among them count at once. */
export async function catchUpOnReactions(
  client: Client<true>,
  plan: TrialPlan,
  app: Pick<App, 'events' | 'trials' | 'content' | 'config' | 'personIds' | 'people'>,
  signal: AbortSignal,
): Promise<void> {
  // Looked at first: what is given and taken back while Discord is asked is noted as it comes.
  const view = await app.trials.view(plan.trial);
  const [reactions, wipes] = [[...view.reactions], [...view.wipes]];
  const { counts, gone } = await heldReactions(client, plan, app, signal);
  for (const change of unseenChanges(counts, reactions, [...wipes, ...gone])) {
    signal.throwIfAborted();
    // Somebody may have had all deleted while Discord was asked.
    if (!app.people.isForgotten(change.voter)) await app.trials.react(plan.trial, change);
  }
  await hideWhenWarned(plan.trial, app);
}
