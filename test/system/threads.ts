import { type TrialId, trialIdSchema } from '../../src/core/ids.ts';
import { type Eyes, textOf } from './eyes.ts';

/** The debate that an answer of the bot names. */
export function trialIn(answer: string): TrialId {
  return trialIdSchema.parse(/t-[0-9a-f]+/.exec(answer)?.[0]);
}

/** The id of a debate's thread. */
export function threadOf(eyes: Eyes, trial: TrialId): Promise<string> {
  return eyes.until(() => {
    for (const { event, data } of eyes.seen) {
      if (event === 'THREAD_CREATE' && data.name?.endsWith(trial) === true) return data.id;
    }
    return undefined;
  });
}

/** All that stands in a thread, as one text. */
export function standing(eyes: Eyes, thread: string): string {
  return eyes.messagesIn(thread).map(textOf).join('\n---\n');
}
