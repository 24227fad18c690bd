import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { unseenChanges } from '../../community/count-reactions.ts';
import { personKey } from '../../community/reaction-key.ts';
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
  const view = await app.trials.view(plan.trial);
  const [reactions, wipes] = [[...view.reactions], [...view.wipes]];
  const { counts, gone } = await heldReactions(client, plan, app, signal);
  // What was given, taken back or removed while Discord was asked is noted as it came: the lists may be older, or newer.
  const now = await app.trials.view(plan.trial);
  const meanwhile = new Set(now.reactions.slice(reactions.length).map(personKey));
  const removed = now.wipes.slice(wipes.length);
  for (const change of unseenChanges(counts, reactions, [...wipes, ...removed, ...gone])) {
    signal.throwIfAborted();
    if (meanwhile.has(personKey(change))) continue;
    // Somebody may have had all deleted while Discord was asked.
    if (!app.people.isForgotten(change.voter)) await app.trials.react(plan.trial, change);
  }
  await hideWhenWarned(plan.trial, app);
}
