import { RESTJSONErrorCodes, type SendableChannels } from 'discord.js';
import type { App } from '../../app.ts';
import { JOB_WORDS, type JobName } from '../../jobs/job-name.ts';
import type { JobPresenter } from '../../jobs/job-service.ts';
import type { OngoingJob } from '../../jobs/ongoing-job.ts';
import { isCode } from '../requests/discord-codes.ts';
import { isPassing, type Patience, patiently } from '../requests/patiently.ts';
import { LiveMessage, type MessageContent } from './live-message.ts';

/** A job takes hours: its message changes at most once in so many milliseconds. */
const EVERY = 10_000;

/** The last message is tried until the process ends, and again at the next start. Permissions that were taken away can be given back. */
export const UNTIL_SHOWN: Patience = {
  attempts: Number.POSITIVE_INFINITY,
  longestWait: 600_000,
  mayPass: (error) =>
    isPassing(error) || isCode(error, RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess),
};

/** No message was or will be where a job was asked for. */
export class PlaceGone extends Error {}

/** How a kind of job is shown. */
export interface JobView<End, Job> {
  readonly name: JobName;
  /** Where: found or made; asked each time. @throws PlaceGone, and what Discord refuses */
  channel(job: Job, signal: AbortSignal): Promise<SendableChannels>;
  progress(job: Job): string;
  end(job: Job, end: End, signal: AbortSignal): Promise<MessageContent>;
}

/** Shows jobs by one message each, with a bar that moves, and what came of it in the end. */
export function createJobPresenter<Order, End extends { readonly status: string }, Job extends OngoingJob<Order, End>>(
  view: JobView<End, Job>,
  deps: Pick<App, 'clock' | 'log'>,
): JobPresenter<Job> {
  const words = JOB_WORDS[view.name];
  return async (job, signal) => {
    const message = new LiveMessage(job, view.name, deps.clock);
    await showProgress(job, message);
    const last = await view.end(job, await job.ended, signal);
    try {
      const show = async (): Promise<void> => message.show(last, await view.channel(job, signal), true);
      await patiently(show, deps, signal, UNTIL_SHOWN);
    } catch (error) {
      if (!isPlaceGone(error)) throw error;
      deps.log.warn({ err: error, end: last.content }, `the end of ${words} can be shown nowhere: its channel is gone`);
    }
    await job.settle();

    /** Until the job ends, or its channel is gone. */
    async function showProgress(ongoing: Job, live: LiveMessage): Promise<void> {
      for (let shown = ''; ongoing.end === undefined; ) {
        const text = view.progress(ongoing);
        try {
          if (text !== shown) await live.show({ content: text }, await view.channel(ongoing, signal));
        } catch (error) {
          if (isPlaceGone(error)) return;
          // What can't be shown now may be shown the next time, or at its end.
          deps.log.warn({ err: error }, `the progress of ${words} could not be shown`);
        }
        shown = text;
        const over = new AbortController();
        await Promise.race([ongoing.ended, deps.clock.sleep(EVERY, over.signal).catch(() => {})]);
        over.abort();
      }
    }
  };
}

function isPlaceGone(error: unknown): boolean {
  return error instanceof PlaceGone || isCode(error, RESTJSONErrorCodes.UnknownChannel);
}
