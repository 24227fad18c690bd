import type { APIMessage } from 'discord-api-types/v10';
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

/** The message that gives a person the word, once they were told of it in private. */
export async function wordOf(eyes: Eyes, thread: string): Promise<APIMessage> {
  const told = await eyes.until(() => eyes.everything.find(({ content }) => content.startsWith('It is your turn')));
  return eyes.message(thread, ({ id }) => told.content.endsWith(`/${thread}/${id}`));
}

/** All that stands in a thread, as one text. */
export function standing(eyes: Eyes, thread: string): string {
  return eyes.messagesIn(thread).map(textOf).join('\n---\n');
}

/** What stands in a thread, without what differs from run to run: ids, times, the seal, and which answer is A. */
export function lasting(eyes: Eyes, thread: string): string[] {
  const texts = eyes
    .messagesIn(thread)
    .map((message) => `${message.author.username}: ${textOf(message)}`)
    .map((text) => text.replace(/[0-9a-f]{64}|<t:\d+:\w>|t-[0-9a-f]+/g, '#').replace(/\bAnswer [A-Z]\b/g, 'Answer #'));
  const isAnswer = (text: string): boolean => text.includes(': Answer #\n');
  const answers = texts.filter(isAnswer).sort();
  return texts.map((text) => (isAnswer(text) ? (answers.shift() ?? '') : text));
}
