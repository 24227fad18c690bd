import type { TrialUpdate } from './events.ts';

/** What is shown of a study's trial that people vote on: of its debates and scores nothing before the ballot has closed. */
export async function* sincePutToVote(updates: AsyncIterable<TrialUpdate>): AsyncIterable<TrialUpdate> {
  let isPut = false;
  for await (const update of updates) {
    isPut ||= update.event.type === 'put-to-vote';
    if (isPut) yield update;
  }
}
