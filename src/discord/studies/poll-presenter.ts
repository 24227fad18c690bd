import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import type { PollPresenter } from '../../study/poll/study-polls.ts';
import { UNTIL_SHOWN } from '../jobs/job-presenter.ts';
import { onceFor } from '../requests/once.ts';
import { patiently } from '../requests/patiently.ts';
import { safeText } from '../safe-text.ts';
import { findChannel } from '../thread/make-thread.ts';
import { resultsMessage } from './results-message.ts';

/** Posts a study's results in its thread once more when people have voted. */
export function createPollPresenter(client: Client<true>, app: Pick<App, 'clock' | 'log' | 'studies'>): PollPresenter {
  return async (poll, signal) => {
    const { polled, place } = poll;
    const said = `The vote on the study **${safeText(polled.plan.title)}** is over. Its results, with what people said:`;
    const message = await resultsMessage(await app.studies.resultsOf(polled, signal), [said]);
    const show = async (): Promise<void> => {
      const thread = await findChannel(client, place.threadId);
      if (thread?.isSendable() !== true) {
        app.log.warn({ study: polled.name }, 'the end of a poll can be shown nowhere: its thread is gone');
        return;
      }
      await thread.send({ ...message, ...onceFor(`vote over ${place.threadId}`) });
    };
    await patiently(show, app, signal, UNTIL_SHOWN);
  };
}
