import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import type { VotePresenter } from '../../study/vote/study-votes.ts';
import { onceFor } from '../requests/once.ts';
import { patiently } from '../requests/patiently.ts';
import { safeText } from '../safe-text.ts';
import { findChannel } from '../thread/make-thread.ts';
import { resultsMessage } from './results-message.ts';

/** Posts a study's results in its thread once more when people have voted. */
export function createVotePresenter(client: Client<true>, app: Pick<App, 'clock' | 'log' | 'studies'>): VotePresenter {
  return async ({ name, title, place }, signal) => {
    const said = `The vote on the study **${safeText(title)}** is over. Its results, with what people said:`;
    const message = await resultsMessage(await app.studies.results(name, signal), [said]);
    const show = async (): Promise<void> => {
      const thread = await findChannel(client, place.threadId);
      if (thread?.isSendable() !== true) {
        app.log.warn({ study: name }, 'the end of a vote can be shown nowhere: its thread is gone');
        return;
      }
      await thread.send({ ...message, ...onceFor(`vote over ${place.threadId}`) });
    };
    await patiently(show, app, signal);
  };
}
