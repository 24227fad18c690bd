import { ChannelType, type Client, type SendableChannels, ThreadAutoArchiveDuration } from 'discord.js';
import type { App } from '../../app.ts';
import type { OngoingStudy, StudyEnd } from '../../study/service/ongoing-study.ts';
import type { StudyOrder } from '../../study/service/study-orders.ts';
import type { StudyPresenter } from '../../study/service/study-service.ts';
import { createJobPresenter, PlaceGone } from '../jobs/job-presenter.ts';
import type { MessageContent } from '../jobs/live-message.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { findChannel, findOwnThread, makeThread } from '../thread/make-thread.ts';
import { endText, progressText } from './message-texts.ts';
import { resultsMessage } from './results-message.ts';

/** Shows each study in a thread of its own, and what came of it in the end. */
export function createStudyPresenter(
  client: Client<true>,
  deps: Pick<App, 'clock' | 'log' | 'studies'>,
): StudyPresenter {
  return createJobPresenter<StudyOrder, StudyEnd, OngoingStudy>(
    {
      name: 'study',
      channel: (study) => threadOf(study, client),
      progress: progressText,
      end: (study, end, signal) => endMessage(study, end, deps, signal),
    },
    deps,
  );
}

/** The study's thread: the one that was opened before, else a new one. @throws PlaceGone, and what Discord refuses */
async function threadOf(study: OngoingStudy, client: Client<true>): Promise<SendableChannels> {
  const { channelId, order, seq } = study;
  if (channelId !== null) {
    const thread = await findChannel(client, channelId);
    if (thread?.isThread() !== true || !thread.isSendable()) throw new PlaceGone();
    return thread;
  }
  const channel = await findChannel(client, order.place.channelId);
  if (channel?.type !== ChannelType.GuildText) throw new PlaceGone();
  const ending = ` · study ${seq}`;
  const thread =
    (await findOwnThread(channel, ending)) ??
    (await makeThread(client, channel.id, {
      name: `${shorten(safeText(order.title), LIMITS.threadName - ending.length)}${ending}`,
      archiveAfter: ThreadAutoArchiveDuration.OneWeek,
      reason: 'the thread of a study',
    }));
  await study.placedIn(thread.id);
  if (!thread.isSendable()) throw new PlaceGone();
  return thread;
}

async function endMessage(
  study: OngoingStudy,
  end: StudyEnd,
  { studies }: Pick<App, 'studies'>,
  signal: AbortSignal,
): Promise<MessageContent> {
  const content = endText(study, end);
  if (end.status !== 'finished') return { content };
  return resultsMessage(await studies.results(study.order.plan, signal), [content]);
}
